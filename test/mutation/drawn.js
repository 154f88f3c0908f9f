const { createHash } = require("node:crypto");

/**
 * What `--sample=` says: `24` for one function in twenty-four, `24:7` for another one of them, so that a sample can be drawn
 * for which nobody has written tests yet.
 *
 * @returns {{ of: number, which: number } | undefined} nothing where it is neither.
 */
function sampleOf(text) {
  const [, of, which = "0"] = /^([1-9]\d*)(?::(\d+))?$/.exec(text) ?? [];
  if (of === undefined || Number(which) >= Number(of)) return undefined;
  return { of: Number(of), which: Number(which) };
}

/** Whether a function of a module is in a sample: the same ones each time until they change, each in one of the samples. */
function isDrawn({ name, length }, { of, which }) {
  const drawn = createHash("sha256").update(`${name} ${length}`).digest();
  return drawn.readUInt32BE() % of === which;
}

module.exports = { sampleOf, isDrawn };
