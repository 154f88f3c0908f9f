const settings = "@pulumi/pulumi/runtime/settings";

/**
 * Gives Pulumi's SDK the state it starts with: no engine, no stack, nothing under way. The classes that packages made known to
 * it stay, since a package says so only when it is loaded.
 */
function forgetEngine() {
  if (!(require.resolve(settings) in require.cache)) return;
  const { getGlobalStore, LocalStore } = require("@pulumi/pulumi/runtime/state");
  const { resourceModules, resourcePackages } = getGlobalStore();
  const fresh = Object.assign(new LocalStore(), { resourceModules, resourcePackages });
  globalThis.globalStore = fresh;
  const { project, stack, parallel, engineAddr, monitorAddr, dryRun, organization } = fresh.settings.options;
  // The monitor and the engine are variables of the module as well.
  require(settings).resetOptions(project, stack, parallel, engineAddr, monitorAddr, dryRun, organization);
}

module.exports = { forgetEngine };
