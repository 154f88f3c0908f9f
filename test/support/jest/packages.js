const { sep } = require("node:path");

// Pulumi's SDK as a program loads it, and by Node itself.
require("../../../stacks/preload-sdk.cjs");

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

module.exports = { isShared, lasting, loadShared };
