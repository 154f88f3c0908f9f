/** A step on the way to a property: a key or an index. */
export type Step = string | number;

/** A path as Pulumi writes it: `spec.template.spec.containers[0].image`. */
export function pathText(path: readonly Step[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (/[."[\]]/.test(step)) return `${text}["${step.replaceAll('"', '\\"')}"]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** The steps of a path as Pulumi's options write it: `triggers[*]`, `metadata.labels["a.b"]`. */
export function pathSteps(text: string): Step[] {
  return [...text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\*|\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, key]) => {
      if (quoted !== undefined) return quoted.replaceAll('\\"', '"');
      if (index !== undefined) return index === "*" ? "*" : Number(index);
      return key ?? "";
    },
  );
}

/** Whether a path is one of the patterns, lies within one, or holds one; `*` stands for any step. */
export function touches(path: readonly Step[], patterns: readonly (readonly Step[])[]): boolean {
  return patterns.some((pattern) => {
    const shared = Math.min(pattern.length, path.length);
    return pattern.slice(0, shared).every((step, i) => step === "*" || String(step) === String(path[i]));
  });
}
