const { declareValuePlugin, PluginKind } = require("@stryker-mutator/api/plugin");
const { isDrawn, sampleOf } = require("./drawn");

/** All functions are asked about, unless `--sample=` says otherwise. */
const asked = sampleOf(process.env.MUTATION_SAMPLE || "1");

/** Leaves out all but some of a module's functions and constants. */
const sample = {
  shouldIgnore({ node, parent }) {
    const declared = node.type === "ExportNamedDeclaration" ? node.declaration : node;
    if (parent?.type !== "Program" || !declared) return undefined;
    const { id, declarations, start, end } = declared;
    const name = (id ?? declarations?.[0]?.id)?.name;
    return !name || isDrawn({ name, length: end - start }, asked) ? undefined : "not in the sample";
  },
};

exports.strykerPlugins = [declareValuePlugin(PluginKind.Ignore, "sample", sample)];
