import type { LiveApplication } from "../../../../../components/spark/run/live-applications";
import { cannotStart } from "../../../../../components/spark/run/start/end-run";
import { startTrigger } from "../../../../../components/spark/run/start/trigger";
import { soundSpec } from "../../../../support/subject";

const spec = { ...soundSpec, image: "spark:1" };
const live = (uid: string, more: Partial<LiveApplication> = {}, annotations = {}): LiveApplication => ({
  metadata: { name: "flights", uid, annotations },
  spec,
  ...more,
});
const failed = (uid: string) => live(uid, { spec: { ...spec, suspend: true } }, { [cannotStart]: "why" });

/** What the engine does with the values of one update after another: true where it replaces. */
function replacements(values: readonly (string | null)[]): boolean[] {
  let recorded: string | null = null;
  return values.map((value) => {
    const replaced = recorded !== null && value !== null && value !== recorded;
    recorded = value;
    return replaced;
  });
}

test("a run that could not start is replaced by the next update, and its successor stays", () => {
  const updates = [
    startTrigger(null, spec), // created as a, cannot start
    startTrigger(failed("a"), spec), // b, cannot start either
    startTrigger(failed("b"), spec), // c completes
    startTrigger(live("c"), spec),
    startTrigger(live("c"), spec),
  ];
  expect(replacements(updates)).toEqual([false, true, true, false, false]);
});

test("so is one that an edit of the spec has made, or that was suspended before", () => {
  const edited = { ...spec, arguments: ["other"] };
  const updates = [
    startTrigger(live("a"), spec),
    startTrigger(live("a"), edited), // the edit replaces a by b, which cannot start
    startTrigger(failed("b"), edited),
  ];
  expect(replacements(updates)).toEqual([false, false, true]);
  const suspended = live("a", { spec: { ...spec, suspend: true } });
  expect(replacements([startTrigger(suspended, spec), startTrigger(failed("a"), spec)])).toEqual([
    false,
    true,
  ]);
});

test("a cluster that does not answer replaces nothing", () => {
  expect(replacements([startTrigger(null, spec), startTrigger(undefined, spec)])).toEqual([false, false]);
});
