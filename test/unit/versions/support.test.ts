import {
  dayOfRelease,
  daysUntil,
  endOfStandardSupport,
  oldestImages,
  supportNotice,
  supportProblems,
  supportWarning,
} from "../../../components/versions/support";
import { minor, versions } from "../../../components/versions/versions";

const day = (text: string) => new Date(`${text}T12:00:00Z`);

// These two fail by the calendar, on purpose: a pin is then to be moved, before AWS moves clusters by itself.
test(`EKS supports the pinned Kubernetes for ${supportNotice} days more at least`, () => {
  const end = endOfStandardSupport[minor(versions.kubernetes)];
  expect(end).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(daysUntil(end ?? "", new Date())).toBeGreaterThan(supportNotice);
});

test(`the pinned images of nodes are younger than ${oldestImages} days`, () => {
  expect(-daysUntil(dayOfRelease(versions.eks.amiRelease), new Date())).toBeLessThan(oldestImages);
});

test.each([
  ["2026-10-02", false, false],
  ["2026-10-03", true, false],
  ["2026-12-01", true, false],
  ["2026-12-02", false, true],
  ["2027-05-01", false, true],
])("1.34 on %s: warned of %s, refused %s", (today, warned, refused) => {
  expect(supportWarning("1.34.3", day(today)) !== undefined).toBe(warned);
  expect(supportProblems("kubernetesVersion", "1.34.3", day(today)).length > 0).toBe(refused);
});

test("the warning has the day and what is left, the refusal has what is supported", () => {
  expect(supportWarning("1.34.3", day("2026-11-28"))).toMatch(/on 2026-12-02, in 4 days\./);
  const [problem] = supportProblems("kubernetesVersion", "1.34.3", day("2027-04-01"));
  expect(problem).toMatchObject({ path: "kubernetesVersion", value: "1.34.3" });
  expect(problem?.reason).toContain("since 2026-12-02");
  expect(problem?.cure).toContain("Pin one of 1.36 in versions.json");
});

test("of a minor that the table does not have nothing is said: others refuse it", () => {
  expect(supportWarning("1.99.0", day("2026-11-28"))).toBeUndefined();
  expect(supportProblems("kubernetesVersion", "1.99.0", day("2026-11-28"))).toEqual([]);
});
