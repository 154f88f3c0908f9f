import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStackConfig, stackSettings } from "../../../../cli/stack/config";

describe("a stack's configuration", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "clone-"));
    writeFileSync(
      join(root, "Pulumi.yaml"),
      "name: w\nconfig:\n  clusterName: { type: string, default: workshop }\n  ports: { default: { s3: 9000 } }\n  aws:region: x\n",
    );
    writeFileSync(
      join(root, "Pulumi.dev.yaml"),
      "config:\n  w:target: kind\n  w:ports: { s3: 9001 }\n  aws:region: y\n",
    );
    writeFileSync(join(root, "Pulumi.cloud.yaml"), "config:\n  w:target: eks\n");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test("is the stack file's, with the project's defaults", () => {
    expect(stackSettings(root, "dev")).toEqual({
      local: true,
      target: "kind",
      environment: "dev",
      imageRegistry: "",
      mirrors: {},
      caBundle: "",
      cluster: "workshop",
      karpenter: false,
      ports: { s3: 9001 },
      attendees: 0,
    });
    expect(stackSettings(root, "cloud").local).toBe(false);
  });

  test("is handed over as Pulumi does: strings as they are, the rest as JSON", () => {
    const config = readStackConfig(root, "dev");
    expect(config.given).toEqual(["target", "ports"]);
    expect([config.get("target"), config.get("ports"), config.get("none")]).toEqual([
      "kind",
      '{"s3":9001}',
      undefined,
    ]);
  });
});
