import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstZones, type Zone } from "../../../components/network/zones";
import { awsProvider } from "../../../offline/plugins/aws/aws";
import type { Properties } from "../../../offline/plugins/protocol/values";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "played-account-"));
  process.env.STAND_IN_API_SERVER = join(folder, "api.json");
  process.env.STAND_IN_AWS = join(folder, "account.json");
  const api = { endpoint: "https://127.0.0.1:6443", certificate: "" };
  writeFileSync(process.env.STAND_IN_API_SERVER, JSON.stringify(api));
});

afterEach(() => {
  for (const name of ["STAND_IN_API_SERVER", "STAND_IN_AWS"]) delete process.env[name];
  rmSync(folder, { recursive: true });
});

const cluster = "aws:eks/cluster:Cluster";

async function make(type: string, inputs: Properties) {
  return awsProvider().create({ urn: "urn", type, name: "x", inputs, preview: false, timeout: 0 });
}

async function withSubnet(zone: string) {
  const { id } = await make("aws:ec2/subnet:Subnet", { availabilityZone: zone });
  return make(cluster, { name: "workshop", vpcConfig: { subnetIds: [String(id)] } });
}

test("a cluster with a subnet in a zone that EKS does not take is refused, and not in those that the program chooses", async () => {
  await expect(withSubnet("us-east-1c")).rejects.toThrow(
    /^UnsupportedAvailabilityZoneException: .*because us-east-1c, the targeted availability zone/,
  );
  const { names, zoneIds } = ((await awsProvider().invoke?.(
    "aws:index/getAvailabilityZones:getAvailabilityZones",
    {},
  )) ?? {}) as { names: string[]; zoneIds: string[] };
  const zones: Zone[] = names.map((name, i) => ({ name, id: zoneIds[i] ?? "" }));
  const chosen = firstZones(zones);
  expect(chosen).toEqual(["us-east-1a", "us-east-1b", "us-east-1d"]);
  await expect(withSubnet(chosen[2] ?? "")).resolves.toMatchObject({ id: "workshop" });
});

test("ranges that EKS refuses are refused at creation and by an update", async () => {
  const vpcConfig = { publicAccessCidrs: ["203.0.113.7/32"] };
  await expect(make(cluster, { name: "workshop", vpcConfig })).rejects.toThrow(
    "InvalidParameterException: The following CIDRs are not allowed in publicAccessCidrs: [203.0.113.7/32]",
  );
  const open = { name: "workshop", vpcConfig: { publicAccessCidrs: ["52.94.76.7/32"] } };
  const { id = "", state } = await make(cluster, open);
  const update = async (inputs: Properties) =>
    awsProvider().update({
      urn: "urn",
      type: cluster,
      name: "x",
      id,
      state,
      inputs,
      preview: false,
      timeout: 0,
    });
  await expect(update({ ...open, vpcConfig })).rejects.toThrow(/not allowed in publicAccessCidrs/);
  await expect(update({ ...open, vpcConfig: { publicAccessCidrs: ["0.0.0.0/0"] } })).resolves.toBeDefined();
});

test("a budget that AWS refuses is refused", async () => {
  const mail = (count: number) => ({
    subscriberEmailAddresses: Array.from({ length: count }, (_, i) => `${i}@example.com`),
  });
  const budget = (inputs: Properties) =>
    make("aws:budgets/budget:Budget", { name: "workshop", limitAmount: "10", ...inputs });
  await expect(budget({ limitAmount: "0" })).rejects.toThrow(/must be greater than zero/);
  await expect(budget({ name: "a:b" })).rejects.toThrow(/must not contain/);
  await expect(budget({ notifications: [mail(11)] })).rejects.toThrow(/subscriber limit/);
  await expect(budget({ notifications: Array.from({ length: 6 }, () => mail(1)) })).rejects.toThrow(
    /notification limit/,
  );
  await expect(budget({ notifications: [mail(10)] })).resolves.toMatchObject({ id: "123456789012:workshop" });
});
