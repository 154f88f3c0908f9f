const { createRequire } = require("node:module");
const { join, sep } = require("node:path");

const inPackages = `${sep}node_modules${sep}`;

/**
 * What packages keep on the global object: they put it there once, so it outlives the file of tests that loaded them.
 * Pulumi's store is there from the first moment somebody asks for it.
 */
const lasting = new Set(["globalStore"]);
let loading = false;

/** Whether a worker loads the module at this path once, for all of its files of tests. */
function isShared(path) {
  return path.includes(inPackages);
}

/** The module as Node itself loads it. */
function loadShared(path) {
  if (loading || path in require.cache) return require(path);
  const before = new Set(Reflect.ownKeys(globalThis));
  loading = true;
  try {
    return require(path);
  } finally {
    loading = false;
    for (const key of Reflect.ownKeys(globalThis)) if (!before.has(key)) lasting.add(key);
  }
}

/**
 * Pulumi's SDK loads npm's own library and the TypeScript compiler to send functions to the cloud, which this program never
 * does: they are half of the time in which a worker gets the SDK.
 */
function withoutClosures() {
  const sdk = createRequire(join(require.resolve("@pulumi/pulumi/package.json"), "..", "index.js"));
  for (const unused of ["@npmcli/arborist", "./typescript-shim"]) {
    const id = sdk.resolve(unused);
    require.cache[id] = { id, filename: id, loaded: true, exports: {}, children: [], paths: [] };
  }
}
withoutClosures();

module.exports = { isShared, lasting, loadShared };
