import { isPinned } from "../../components/units/kubernetes-names";
import { containersOf } from "../pods";
import { at, isUnknown, text } from "../read";
import { always, type ResourceRule } from "../rule";
import { isSparkJob } from "../spark";

export const imagesPinned: ResourceRule = {
  about: "resource",
  name: "images-pinned",
  description: "Every image is named by a version or a digest.",
  reason:
    "latest is whatever was pushed last: two nodes of one deployment run different code, and a rollback rolls nothing back.",
  level: always("mandatory"),
  check(resource) {
    const { type, props, name } = resource;
    const own: [string, unknown][] = containersOf(resource).map(([path, container]) => [
      `${path}.image`,
      at(container, "image"),
    ]);
    if (isSparkJob(resource)) {
      own.push(["spec.image", at(props, "spec", "image")]);
      own.push(["spec.template.image", at(props, "spec", "template", "image")]);
    }
    const charts: [string, unknown][] = type.startsWith("kubernetes:helm.sh/")
      ? [["values.image.tag", chartImage(at(props, "values", "image"))]]
      : [];
    return [...own, ...charts].flatMap(([path, image]) => {
      const reference = text(image);
      if (reference === undefined || isUnknown(reference) || isPinned(reference)) return [];
      return [`${name}: ${path} is ${JSON.stringify(reference)}. Name a version or a digest.`];
    });
  },
};

function chartImage(image: unknown): string | undefined {
  const repository = text(at(image, "repository"));
  const tag = text(at(image, "tag"));
  return repository === undefined || tag === undefined ? undefined : `${repository}:${tag}`;
}
