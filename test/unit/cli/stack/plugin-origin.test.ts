import { isOfRealPlugin, pluginOrigins, standInMark } from "../../../../cli/stack/plugin-origin";

const provider = (name: string, inputs: Record<string, unknown> = {}) => ({
  type: `pulumi:providers:${name}`,
  inputs,
});

/** As the real provider records it: every field of its Release, given or not. */
const realRelease = {
  type: "kubernetes:helm.sh/v3:Release",
  outputs: {
    chart: "spark-operator",
    atomic: false,
    cleanupOnFail: false,
    disableCRDHooks: false,
    recreatePods: false,
    renderSubchartNotes: false,
    status: { status: "deployed" },
  },
};

describe("which plugins wrote a state", () => {
  it("is told by the mark that a stand-in leaves in its provider resource", () => {
    const state = [provider("kubernetes", { [standInMark]: true }), provider("command"), provider("random")];
    expect(pluginOrigins(state, [])).toEqual({ kubernetes: "stand-in", command: "real", random: "real" });
  });

  it("of an empty state nobody has", () => {
    expect(pluginOrigins([], [])).toEqual({});
    expect(pluginOrigins([{ type: "pulumi:pulumi:Stack" }], ["pulumi-resource-command"])).toEqual({});
  });

  it("is told of a stack from before the mark by the stand-ins that were kept for it", () => {
    const state = [provider("kubernetes"), provider("command")];
    expect(pluginOrigins(state, ["pulumi-language-nodejs", "pulumi-resource-kubernetes"])).toEqual({
      kubernetes: "stand-in",
      command: "real",
    });
  });

  it("is the real one where a single resource or provider is the real one's", () => {
    const marked = provider("kubernetes", { [standInMark]: true });
    expect(pluginOrigins([marked, realRelease], []).kubernetes).toBe("real");
    expect(pluginOrigins([marked, provider("kubernetes")], []).kubernetes).toBe("real");
    expect(pluginOrigins([provider("kubernetes"), marked], []).kubernetes).toBe("real");
  });
});

describe("what the real plugin alone writes", () => {
  it("is every field of a release, and the schema's version beside a random value", () => {
    expect(isOfRealPlugin(realRelease.type, realRelease.outputs)).toBe(true);
    expect(isOfRealPlugin("random:index/randomPassword:RandomPassword", { __meta: "{}", result: "x" })).toBe(
      true,
    );
  });

  it("is not what a program gave, nor an object, which both write alike", () => {
    expect(isOfRealPlugin(realRelease.type, { chart: "spark-operator", cleanupOnFail: true })).toBe(false);
    expect(isOfRealPlugin("random:index/randomPassword:RandomPassword", { result: "x" })).toBe(false);
    expect(isOfRealPlugin("kubernetes:core/v1:Secret", { __meta: "", __fieldManager: "x" })).toBe(false);
  });
});
