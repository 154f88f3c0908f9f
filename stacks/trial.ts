/** The SDK's state of one program; not in its public types. @see sdk/nodejs/runtime/state.ts */
interface Store {
  config: Record<string, string>;
  callbacks?: object;
  readonly settings: { monitor?: object; engine?: object; readonly options: Record<string, unknown> };
}
interface State {
  getStore(): Store;
  withLocalStorage<T>(work: () => T): T;
}

/** Answers no question and takes every order without doing anything about it. */
const silent: object = new Proxy(
  {},
  { get: (_, name) => (name === "then" ? undefined : () => new Promise(() => {})) },
);

/**
 * Runs the declaration of a stack without consequences: what it registers reaches no engine. It is what lets everything that
 * the components and the jobs refuse be known before the first resource is sent, which the engine would begin to create at once.
 *
 * The SDK keeps the state of a program in a store; inline programs of its Automation API have each one of their own, and so has
 * a trial. Its monitor never answers, so that nothing that waits for a resource ever goes on.
 *
 * @param declaration that throws what it refuses before it returns.
 */
export function withoutConsequences(declaration: () => unknown): void {
  const { getStore, withLocalStorage } = require("@pulumi/pulumi/runtime/state") as State;
  const real = getStore();
  withLocalStorage(() => {
    const store = getStore();
    const flags = Object.entries(real).filter(([name]) => name.startsWith("supports"));
    Object.assign(store, Object.fromEntries(flags), { config: real.config, callbacks: silent });
    Object.assign(store.settings.options, real.settings.options, { engineAddr: undefined, dryRun: false });
    store.settings.monitor = silent;
    quietly(declaration);
  });
}

/** Without the warnings that the real declaration will give: with no engine to log to, the SDK writes to the console. */
function quietly(work: () => unknown): void {
  const { warn, log } = console;
  console.warn = () => {};
  console.log = () => {};
  try {
    work();
  } finally {
    console.warn = warn;
    console.log = log;
  }
}
