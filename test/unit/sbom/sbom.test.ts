import { projectRoot } from "../../../cli/process/paths";
import { accepted } from "../../../codegen/sbom/accepted";
import { componentsOf } from "../../../codegen/sbom/components";
import { compareWithAccepted, findingsOf, withAliases } from "../../../codegen/sbom/scan";
import { versions } from "../../../components/versions/versions";

test("the bill has what the lock files name, of each kind and in the version that is built", () => {
  const bill = componentsOf(projectRoot);
  const purls = new Map(bill.map(({ purl, properties }) => [purl, properties.map(({ value }) => value)]));
  expect(purls.size).toBe(bill.length);
  const pom = "images/spark/pom.xml";
  expect(purls.get(`pkg:npm/%40pulumi/pulumi@${versions.pulumi}`)).toEqual(["package-lock.json"]);
  expect(purls.get(`pkg:golang/k8s.io/kubernetes@v${versions.kubernetes}`)).toBeDefined();
  expect(purls.get(`pkg:pypi/pyspark@${versions.spark}`)).toEqual(["images/spark/requirements.txt"]);
  expect(purls.get(`pkg:maven/org.apache.hadoop/hadoop-aws@${versions.hadoop}`)).toEqual([pom]);
  expect(purls.get(`pkg:maven/software.amazon.awssdk/s3@${versions.awsSdk}`)).toEqual([pom]);
  // A module that go.mod replaces is named as what it is replaced by.
  const staging = versions.kubernetes.replace(/^1\./, "0.");
  expect(purls.get(`pkg:golang/k8s.io/apiserver@v${staging}`)).toContain(
    "offline/toolchain/kind-node/go.mod",
  );
  expect([...purls.keys()].filter((purl) => /\$|undefined|%24/.test(purl))).toEqual([]);
});

const entry = { part: "@a/b", ids: ["GHSA-1"], reason: "not reached", until: "2027-01-31" };
const finding = { purl: "pkg:npm/%40a/b@1.0.0", id: "GHSA-1" };

test.each([
  ["nobody has looked at", [], "2027-01-31", /GHSA-1\. Take a newer one/],
  ["was accepted until yesterday", [entry], "2027-02-01", /was accepted until 2027-01-31: look at it again/],
  ["was accepted of another part", [{ ...entry, part: "b" }], "2027-01-31", /Take a newer one/],
])("what %s makes the scan fail", (_name, list, today, said) => {
  expect(compareWithAccepted([finding], list, today).open).toEqual([expect.stringMatching(said)]);
});

test("what is accepted is so to the end of its day, and one that nothing has any more is told", () => {
  expect(compareWithAccepted([finding], [entry], "2027-01-31")).toEqual({ open: [], unused: [] });
  expect(compareWithAccepted([], [entry], "2027-01-31")).toEqual({ open: [], unused: ["@a/b: GHSA-1"] });
});

test("a vulnerability is accepted by whatever name a database has for it, and each name is asked for once", async () => {
  const asked: string[] = [];
  const ask = async (url: string) => {
    asked.push(url);
    return { aliases: ["CVE-1", "GHSA-1"] };
  };
  const called = (id: string) => ({ ...finding, id });
  const findings = await withAliases(["GO-1", "GO-1", "GHSA-1"].map(called), new Set(["GHSA-1"]), ask);
  expect(asked).toEqual(["https://api.osv.dev/v1/vulns/GO-1"]);
  expect(compareWithAccepted(findings, [entry], "2027-01-31")).toEqual({ open: [], unused: [] });
  expect(compareWithAccepted([called("GO-1")], [entry], "2027-01-31").open).toHaveLength(1);
});

test("every part is asked for, in as many questions as it takes, and an answer for fewer is none", async () => {
  const purls = Array.from({ length: 1_001 }, (_, index) => `pkg:npm/p${index}@1.0.0`);
  const asked: number[] = [];
  const found = await findingsOf(purls, async (_url, body) => {
    const { queries } = body as { queries: { package: { purl: string } }[] };
    asked.push(queries.length);
    return {
      results: queries.map((query) => (/p1000@/.test(query.package.purl) ? { vulns: [{ id: "X" }] } : {})),
    };
  });
  expect([asked, found]).toEqual([[1_000, 1], [{ purl: "pkg:npm/p1000@1.0.0", id: "X" }]]);
  await expect(findingsOf(purls, async () => ({ results: [] }))).rejects.toThrow("answered for 0 of 1000");
});

test("what is accepted is accepted once, has a reason and a day", () => {
  const all = accepted.flatMap(({ part, ids }) => ids.map((id) => `${part}: ${id}`));
  expect(all.filter((one, i) => all.indexOf(one) < i)).toEqual([]);
  for (const { reason, until } of accepted) {
    expect(reason.length).toBeGreaterThan(20);
    expect(until).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
});
