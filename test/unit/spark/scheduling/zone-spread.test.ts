import * as fc from "fast-check";
import { spreadZone } from "../../../../components/spark/scheduling/zone-spread";

const zones = fc.uniqueArray(fc.stringMatching(/^[a-z]{2}-[a-z]{4,9}-\d[a-f]$/), {
  minLength: 1,
  maxLength: 6,
});
const job = fc.stringMatching(/^[a-z]{1,12}\/[a-z]{1,20}$/);

test("without zones there is none", () => {
  expect(spreadZone("jobs/one", [])).toBeUndefined();
});

test("property: a job keeps its zone, in whatever order the zones are told", () => {
  fc.assert(
    fc.property(job, zones, (name, among) => {
      const zone = spreadZone(name, among);
      expect(among).toContain(zone);
      expect(spreadZone(name, [...among].reverse())).toBe(zone);
      expect(spreadZone(name, [...among].sort())).toBe(zone);
    }),
  );
});

test("property: a new zone takes jobs and moves none of the others", () => {
  fc.assert(
    fc.property(job, zones, fc.constant("new-zone-1"), (name, among, added) => {
      const [before, after] = [spreadZone(name, among), spreadZone(name, [...among, added])];
      expect([before, added]).toContain(after);
    }),
  );
});

test("property: a zone that goes moves only the jobs that were in it", () => {
  fc.assert(
    fc.property(job, zones, (name, among) => {
      fc.pre(among.length > 1);
      const before = spreadZone(name, among);
      const gone = among.find((zone) => zone !== before) ?? "";
      expect(
        spreadZone(
          name,
          among.filter((zone) => zone !== gone),
        ),
      ).toBe(before);
    }),
  );
});

test("many jobs spread over three zones, each getting about a third", () => {
  const among = ["us-east-1a", "us-east-1b", "us-east-1c"];
  const counts = new Map(among.map((zone) => [zone, 0]));
  for (let i = 0; i < 3000; i++) {
    const zone = spreadZone(`jobs/job-${i}`, among) ?? "";
    counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  for (const count of counts.values()) {
    expect(count).toBeGreaterThan(900);
    expect(count).toBeLessThan(1100);
  }
});
