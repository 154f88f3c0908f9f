import { BlockList, isIPv4 } from "node:net";
import fc from "fast-check";
import { sentence } from "../../../components/errors";
import { parseCidr } from "../../../components/network/cidr";
import { programOf } from "../../../stacks/accept";
import { checkConfig, settingKeys } from "../../../stacks/config";
import { runs } from "../../support/property-runs";

/** A sound file, by target. */
const sound: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  kind: { target: "kind", clusterName: "dev", attendees: "2", jobs: ["flights"] },
};

/** What is wrong with a configuration, as the program is handed it: structures as JSON, text as it is. */
function said(values: Readonly<Record<string, unknown>>): string[] {
  const get = (key: string) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
  };
  const { config, problems } = checkConfig({ get }, Object.keys(values));
  const file = { stack: "t", aws: { region: "us-east-1" } };
  const more = config ? programOf(config.target).problems(config, file) : [];
  return [...problems, ...more].map(sentence);
}

/** What people write: texts with accents and secrets of YAML, numbers out of range, and structures where none belong. */
const anything = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom("", " ", "null", "01", "1e3", "0x10", "__proto__", "área", "a".repeat(300), "10.42.0.0/16"),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 3 }),
);

test.each(Object.keys(sound))("a sound file for %s has nothing wrong with it", (target) => {
  expect(said(sound[target] ?? {})).toEqual([]);
});

test.each([["kind", 1200]] as const)(
  "whatever stands at a key of a file for %s, it is taken or refused in sentences",
  (target, count) => {
    fc.assert(
      fc.property(fc.constantFrom(...settingKeys), anything, (key, value) => {
        for (const line of said({ ...sound[target], [key]: value })) {
          expect(line).toMatch(/^\S.* \S.*\.$/s);
          expect(line.length).toBeLessThan(1500);
        }
      }),
      runs(count),
    );
  },
  120_000,
);

test("a range of addresses is one by Node's own reading, and begins where its prefix says", () => {
  const octet = fc.integer({ min: 0, max: 300 }).map(String);
  const padded = fc.tuple(octet, fc.boolean()).map(([text, pad]) => (pad ? text.padStart(3, "0") : text));
  const address = fc.oneof(
    { weight: 3, arbitrary: fc.ipV4() },
    { weight: 1, arbitrary: fc.tuple(padded, padded, padded, padded).map((parts) => parts.join(".")) },
  );
  fc.assert(
    fc.property(address, fc.integer({ min: 0, max: 40 }), (text, prefix) => {
      const range = parseCidr(`${text}/${prefix}`);
      const first = isIPv4(text) && prefix <= 32 && isFirst(text, prefix);
      expect([text, prefix, range !== undefined]).toEqual([text, prefix, first]);
    }),
    runs(4000),
  );
});

/** Whether no lower address is in the range. */
function isFirst(address: string, prefix: number): boolean {
  const list = new BlockList();
  list.addSubnet(address, prefix, "ipv4");
  const base = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  if (base === 0) return true;
  const before = [24, 16, 8, 0].map((shift) => Math.floor((base - 1) / 2 ** shift) % 256).join(".");
  return !list.check(before, "ipv4");
}
