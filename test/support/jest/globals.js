const { lasting } = require("./packages");

/** What a file of tests, or Jest for it, changes of the process. The rest belongs to Node and to what watches the process. */
const ofProcess = ["argv", "env", "execArgv", "exit", "getBuiltinModule", "platform"];

/** Remembers the worker's global object and process; what is given back puts them as they were. */
function takenDown() {
  const globals = properties(globalThis, Reflect.ownKeys(globalThis));
  const own = properties(process, ofProcess);
  const { exitCode } = process;
  const variables = { ...process.env };
  const listeners = new Map(
    process.eventNames().map((event) => [event, new Set(process.rawListeners(event))]),
  );
  return () => {
    for (const key of Reflect.ownKeys(globalThis)) {
      if (!globals.has(key) && !lasting.has(key)) Reflect.deleteProperty(globalThis, key);
    }
    putBack(globalThis, globals);
    putBack(process, own);
    process.exitCode = exitCode;
    for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
    Object.assign(process.env, variables);
    for (const event of process.eventNames()) {
      for (const listener of process.rawListeners(event)) {
        if (!listeners.get(event)?.has(listener)) process.removeListener(event, listener);
      }
    }
  };
}

function properties(object, keys) {
  return new Map(keys.map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]));
}

function putBack(object, before) {
  for (const [key, descriptor] of before) {
    const now = Object.getOwnPropertyDescriptor(object, key);
    if (descriptor && (now?.value !== descriptor.value || now?.get !== descriptor.get)) {
      Reflect.defineProperty(object, key, descriptor);
    }
  }
}

module.exports = { takenDown };
