const { createHash } = require("node:crypto");
const { declareValuePlugin, PluginKind } = require("@stryker-mutator/api/plugin");

/** One of how many functions is asked about: all of them, unless `--sample=` says otherwise. */
const oneOf = Number(process.env.MUTATION_SAMPLE || 1);

/** Leaves out all but some of a module's functions and constants, the same ones each time until they change. */
const sample = {
  shouldIgnore({ node, parent }) {
    const declared = node.type === "ExportNamedDeclaration" ? node.declaration : node;
    if (parent?.type !== "Program" || !declared || isDrawn(declared, oneOf)) return undefined;
    return "not in the sample";
  },
};

function isDrawn({ id, declarations, start, end }, size) {
  const name = (id ?? declarations?.[0]?.id)?.name;
  if (!name) return true;
  const drawn = createHash("sha256")
    .update(`${name} ${end - start}`)
    .digest();
  return drawn.readUInt32BE() % size === 0;
}

exports.strykerPlugins = [declareValuePlugin(PluginKind.Ignore, "sample", sample)];
