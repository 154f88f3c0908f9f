import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { checkInputs } from "../../../cli/manifest/check";
import { inYaml, rendered } from "../../../cli/manifest/render";
import { readStackFacts } from "../../../cli/manifest/stack-rules";
import { attendeeNames } from "../../../components/attendees/names";
import { serviceNameOf } from "../../../components/spark/application/connect-as-application";
import { connectPort } from "../../../components/spark/application/connect-defaults";
import { defaultJobNamespace, jobAccount } from "../../../components/spark/platform-facts";

const pages = ["docs/python.md", "docs/python.pt-BR.md"].map((file) => readFileSync(file, "utf8"));

test.each(pages)("page %#: addresses, namespaces and accounts are those of the platform", (page) => {
  const server = serviceNameOf("NAME", { server: {} } as Parameters<typeof serviceNameOf>[1]);
  for (const said of [
    `sc://${server}.${defaultJobNamespace}:${connectPort}`,
    `kubectl -n ${defaultJobNamespace} port-forward service/${server} ${connectPort}`,
    `KubernetesBackendConfig(namespace="${defaultJobNamespace}")`,
    `(\`${jobAccount}\`)`,
    `\`${attendeeNames(1)[0]}\``,
  ])
    expect(page).toContain(said);
});

test("what render writes for the plain client is taken by the rules, and is what the client's call names", () => {
  const file = "examples/manifests/pi.yaml";
  const [object] = rendered(readFileSync(file, "utf8"), file, readStackFacts("dev")).objects.map(inYaml);
  const { findings, checked } = checkInputs([{ file: "ready.yaml", text: object ?? "", named: true }]);
  expect([checked, findings.filter(({ level }) => level === "error")]).toEqual([1, []]);
  const { apiVersion, kind, metadata } = parse(object ?? "") as {
    apiVersion: string;
    kind: string;
    metadata: { namespace: string };
  };
  expect(metadata.namespace).toBe(defaultJobNamespace);
  const [group, version] = apiVersion.split("/");
  for (const page of pages) expect(page).toContain(`"${group}", "${version}"`);
  for (const page of pages) expect(page).toContain(`"${kind.toLowerCase()}s"`);
});
