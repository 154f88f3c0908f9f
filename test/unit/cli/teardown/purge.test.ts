import { tmpdir } from "node:os";
import { purgeImages } from "../../../../cli/teardown/purge";
import { builderOf } from "../../../../components/images/builder";

/** Stands for the folder of a clone. */
const root = tmpdir();

describe("images with --purge", () => {
  /** Docker with images by name, each with its labels; those that a container uses cannot be removed. */
  function store(images: Record<string, Record<string, string>>, used: readonly string[] = []) {
    const asked: string[] = [];
    const matches = (filter: string) => {
      const [, name = "", value] = /^label=([^=]+)(?:=(.*))?$/.exec(filter) ?? [];
      return Object.entries(images).flatMap(([image, labels]) => {
        const has = filter.startsWith("label=")
          ? Object.hasOwn(labels, name) && (value === undefined || labels[name] === value)
          : image.startsWith(filter.replace(/^reference=|\*$/g, ""));
        return has ? [image] : [];
      });
    };
    const ask = async (args: readonly string[]) => {
      asked.push(args.join(" "));
      if (args[1] === "ls") return matches(args[args.indexOf("--filter") + 1] ?? "");
      for (const name of args.slice(2)) if (!used.includes(name)) delete images[name];
      return undefined;
    };
    return { ask, asked, left: () => Object.keys(images) };
  }
  const mine = () => ({ "workshop.builder": builderOf(root) });
  const other = { "workshop.builder": "0123456789ab" };

  test("only this clone's go, under the names that it gave them", async () => {
    const docker = store({
      "workshop.invalid/spark-workshop/spark:4-mine": mine(),
      "spark-workshop/spark:3-mine": mine(),
      "kindest/node:v1.34.3": { ...mine(), "workshop.inputs": "a" },
      "spark-workshop/spark:4-other": other,
      "workshop.invalid/spark-workshop/spark:4-other": other,
      "kindest/node:v1.35.0": { ...other, "workshop.inputs": "a" },
      "spark-workshop/spark:4-before-labels": {},
      "spark-workshop/notes:mine": {},
      "registry.example/team/spark:kept": mine(),
      "debian:bookworm-slim": {},
      "kindest/node:<none>": mine(),
    });
    const { removed, kept } = await purgeImages(root, docker.ask);
    expect(removed).toEqual(
      [
        "workshop.invalid/spark-workshop/spark:4-mine",
        "spark-workshop/spark:3-mine",
        "kindest/node:v1.34.3",
      ].map((name) => `image ${name}`),
    );
    expect(docker.left()).toEqual([
      "spark-workshop/spark:4-other",
      "workshop.invalid/spark-workshop/spark:4-other",
      "kindest/node:v1.35.0",
      "spark-workshop/spark:4-before-labels",
      "spark-workshop/notes:mine",
      "registry.example/team/spark:kept",
      "debian:bookworm-slim",
      "kindest/node:<none>",
    ]);
    expect(kept).toEqual(
      [
        "kindest/node:v1.35.0",
        "workshop.invalid/spark-workshop/spark:4-other",
        "spark-workshop/spark:4-other",
        "spark-workshop/spark:4-before-labels",
        "spark-workshop/notes:mine",
      ].map((name) => `image ${name}, which this clone did not build; by hand: docker image rm ${name}`),
    );
  });

  test("one that somebody's container uses stays, and is said", async () => {
    const name = "spark-workshop/spark:4-mine";
    const { ask, asked } = store({ [name]: mine() }, [name]);
    expect(await purgeImages(root, ask)).toEqual({
      removed: [],
      kept: [`image ${name}, which a container uses`],
    });
    expect(asked.join()).not.toContain("--force");
  });

  test("nothing is removed where there is nothing of this clone's", async () => {
    const { ask, asked } = store({ "spark-workshop/spark:4-other": other });
    expect((await purgeImages(root, ask)).removed).toEqual([]);
    expect(asked.join()).not.toContain("image rm");
  });
});
