const { ModernFakeTimers } = require("@jest/fake-timers");
const { ModuleMocker } = require("jest-mock");
const { takenDown } = require("./globals");
const { forgetEngine } = require("./pulumi");

/** Node waits for its own `process.nextTick`, and in the worker's own context a fake one would be Node's too. */
class FakeTimers extends ModernFakeTimers {
  useFakeTimers(options = {}) {
    super.useFakeTimers({ ...options, doNotFake: [...(options.doNotFake ?? []), "nextTick"] });
  }
}

/**
 * The environment of a file of tests: the worker's own context, which the packages share. What a file leaves on the global
 * object and the process is taken away at its end.
 */
class WorkerEnvironment {
  constructor({ projectConfig }) {
    this.restore = takenDown();
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = new FakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    this.restore();
    forgetEngine();
  }

  exportConditions() {
    return ["node", "node-addons"];
  }

  getVmContext() {
    return null;
  }
}

module.exports = WorkerEnvironment;
