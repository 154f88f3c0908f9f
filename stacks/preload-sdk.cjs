/**
 * Required before a program (`nodeargs` of Pulumi.yaml), to halve the time in which it is loaded.
 *
 * - Pulumi's SDK loads the TypeScript compiler and npm's own library when it is imported, and uses them only to send functions to the
 *   cloud, which this program does not; zod loads what its messages are in every language. They wait here until somebody asks them for
 *   something.
 * - Pulumi's runner has source-map-support find the lines of stack traces, of which the SDK takes one for each promise. It knows
 *   nothing of what tsx has compiled, and says `flights.ts:2:951`; Node, which tsx asks to, finds them itself, and faster.
 * - The packages that every stack needs are loaded by Node itself, before tsx looks at every module for TypeScript in it.
 */
const { createRequire } = require("node:module");
const { join } = require("node:path");

/** What can wait, by package, as its own modules name it. @see runtime/closure in Pulumi's sdk/nodejs */
const deferred = {
  "@pulumi/pulumi": ["@npmcli/arborist", "./typescript-shim"],
  zod: ["./v4/locales/index.cjs"],
};

/** What is not needed beside Node, likewise. @see cmd/run/index.ts there */
const superfluous = { "@pulumi/pulumi": ["source-map-support/register"] };

/** What every stack needs. */
const needed = ["@pulumi/pulumi", "zod", "yaml"];

/** Codes of Node's for a module that a folder's packages do not have. */
const missing = ["MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED"];

/** Does something with a program's packages, unless it has none of that name: it says so better itself. */
function tried(work) {
  try {
    work();
  } catch (error) {
    if (!missing.includes(error.code)) throw error;
  }
}

/** Tells Node what a module exports, so that it loads nothing for it. */
function answer(id, exports) {
  require.cache[id] ??= { id, filename: id, loaded: true, exports, children: [], paths: [] };
}

/** What a module exports, loaded at its first use. */
function later(id) {
  let loaded;
  const load = () => {
    if (!loaded) {
      delete require.cache[id];
      loaded = require(id);
    }
    return loaded;
  };
  // What compilers write for `import * as` copies a module's members, unless it says that it is an ES module: that would load it.
  return new Proxy({}, { get: (_, key) => (key === "__esModule" ? true : load()[key]) });
}

const program = createRequire(join(process.cwd(), "index.js"));

/** Does something with modules of packages, by their full paths. */
function each(modules, work) {
  for (const [name, paths] of Object.entries(modules)) {
    tried(() => {
      const inside = createRequire(program.resolve(name));
      for (const path of paths) tried(() => work(inside.resolve(path)));
    });
  }
}

each(deferred, (id) => answer(id, later(id)));
each(superfluous, (id) => answer(id, {}));

// A trace takes hold of gRPC before anybody has loaded it. @see cmd/run/instrumentation.ts in Pulumi's sdk/nodejs
const traced = process.env.TRACEPARENT !== undefined || process.argv.includes("--tracing");
if (!traced) {
  for (const name of needed) tried(() => program(name));
  // What the SDK knows of a run it reads from the environment when it is first asked, and Pulumi's own runner fills that only after this.
  delete globalThis.globalStore;
}
