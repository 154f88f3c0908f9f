const { Script } = require("node:vm");
const { default: Runtime } = require("jest-runtime");
const { isShared, loadShared } = require("./packages");

/** Compiled sources by path: a worker compiles a module once, and runs it anew for each file of tests. */
const compiled = new Map();

function compile(source, parameters, filename) {
  let known = compiled.get(filename);
  if (known?.source !== source) {
    // On the source's first line, so that lines in stack traces are the file's.
    const head = `(function (${parameters.join(", ")}) {`;
    known = { source, script: new Script(`${head}${source}\n})`, { filename, columnOffset: -head.length }) };
    compiled.set(filename, known);
  }
  return known.script.runInThisContext();
}

/**
 * Jest's loader of modules, but for packages: those a worker loads once, by Node, where each file of tests would load Pulumi's
 * SDKs anew. The project's own modules stay apart from file to file. `jest.mock` of a package is seen by the project's
 * modules, and not by other packages.
 */
class SharingRuntime extends Runtime {
  constructor(...given) {
    super(...given);
    // In the worker's own context, without which an array of a package would be no Array to a test.
    this.executor.compile = (source, filename) =>
      compile(source, this.executor.injectedModuleParameters, filename);
  }

  requireModule(from, name, options, isRequireActual) {
    if (name && !options?.isInternalModule && !this._resolution.isCoreModule(name)) {
      const path = this._resolution.resolveCjs(from, name);
      if (isShared(path)) return loadShared(path);
    }
    return super.requireModule(from, name, options, isRequireActual);
  }
}

module.exports = SharingRuntime;
