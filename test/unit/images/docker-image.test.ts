import * as pulumi from "@pulumi/pulumi";
import { DockerImage } from "../../../components/images/docker-image";
import type { Image } from "../../../components/images/image";

const resources: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: (args) => {
      resources.push(args);
      return { id: `${args.name}-id`, state: { ...args.inputs, stdout: "sha256:1" } };
    },
    call: ({ inputs }) => inputs,
  }),
);

const image: Image = {
  kind: "built",
  reference: "spark-workshop/spark:4.1.2-0123456789ab",
  context: "images/spark",
  buildArgs: { JAVA_VERSION: "17" },
  from: [{ kind: "pulled", reference: "debian:bookworm-slim" }],
};
const resolved = <T>(output: pulumi.Output<T>) => new Promise<T>((done) => output.apply(done));

it("is one command that brings the image and never takes it away", async () => {
  const component = new DockerImage("spark", { image });
  expect(await resolved(component.imageId)).toBe("sha256:1");
  expect(component.reference).toBe(image.reference);

  expect(resources.map(({ type, name }) => [type, name])).toEqual([
    ["workshop:images:DockerImage", "spark"],
    ["command:local:Command", "spark-present"],
  ]);
  const inputs = resources[1]?.inputs;
  expect(inputs).toMatchObject({
    create: "node --import tsx components/images/commands/present.ts; exit $?",
    update: "node --import tsx components/images/commands/present.ts; exit $?",
    triggers: [image.reference],
    logging: "stderr",
  });
  expect(inputs.delete).toBeUndefined();
  expect(JSON.parse(inputs.environment.INPUT)).toEqual(image);

  const [command] = component.ready;
  expect(component.ready).toHaveLength(1);
  expect(await resolved((command as pulumi.Resource).urn)).toMatch(
    /workshop:images:DockerImage\$command:local:Command::spark-present$/,
  );
});
