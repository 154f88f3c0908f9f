import { randomBytes } from "node:crypto";
import { compare } from "../protocol/diff";
import type { Log } from "../protocol/engine";
import { type Provider, type Subject, sdkVersion } from "../protocol/provider";
import {
  hasSecret,
  isObject,
  type Properties,
  reveal,
  secret,
  text,
  UNKNOWN,
  type Value,
} from "../protocol/values";
import { interruptAll, interrupting, run, type Written } from "./shell";

const TYPE = "command:local:Command";
const OUTPUTS = ["stdout", "stderr"] as const;
const LOGGED: Readonly<Record<string, readonly (typeof OUTPUTS)[number][]>> = {
  "": OUTPUTS,
  stdoutAndStderr: OUTPUTS,
  stdout: ["stdout"],
  stderr: ["stderr"],
  none: [],
};

/** Stands in for the `command` provider: `local.Command`, and nothing else of it. */
export function commandProvider(log: Log): Provider {
  const execute = async (subject: Subject, command: Value | undefined, inputs: Properties, last: Written) => {
    if (typeof command !== "string") return last;
    return await run({ ...request(command, inputs, last), onLine: (line) => log.status(subject.urn, line) });
  };
  return {
    version: sdkVersion("@pulumi/command"),
    check: ({ type, news }) => {
      refuseOtherTypes(type);
      return { inputs: news, failures: unsupported(news) };
    },
    diff: ({ oldInputs, news }) => ({ changes: compare(oldInputs, news, ([key]) => key === "triggers") }),
    create: async (subject) => {
      const id = `${subject.name}${randomBytes(4).toString("hex")}`;
      if (subject.preview) return { id, state: previewed(subject.inputs) };
      const inputs = reveal(subject.inputs);
      return { id, state: outputs(subject.inputs, await execute(subject, inputs.create, inputs, nothing)) };
    },
    update: async (subject) => {
      if (subject.preview) return previewed(subject.inputs);
      const inputs = reveal(subject.inputs);
      const command = inputs.update ?? inputs.create;
      return outputs(subject.inputs, await execute(subject, command, inputs, written(subject.state)));
    },
    // A command has nothing to look at: what it left is what it said.
    read: ({ id, state, inputs }) => ({ id, state, inputs }),
    delete: async (subject) => {
      const state = reveal(subject.state);
      await execute(subject, state.delete, state, written(state));
    },
    cancel: () => void interruptAll(),
    close: interruptAll,
    interrupting,
  };
}

const nothing: Written = { stdout: "", stderr: "" };

function written(state: Properties): Written {
  return { stdout: text(state, "stdout"), stderr: text(state, "stderr") };
}

/** What to run, for inputs without marks. */
export function request(command: string, inputs: Properties, last: Written) {
  const environment = isObject(inputs.environment) ? inputs.environment : {};
  const previous = inputs.addPreviousOutputInEnv !== false;
  return {
    command,
    interpreter: Array.isArray(inputs.interpreter) ? inputs.interpreter.map(String) : undefined,
    dir: text(inputs, "dir") || undefined,
    stdin: text(inputs, "stdin") || undefined,
    environment: {
      ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)])),
      ...(previous && last.stdout && { PULUMI_COMMAND_STDOUT: last.stdout }),
      ...(previous && last.stderr && { PULUMI_COMMAND_STDERR: last.stderr }),
    },
    logged: LOGGED[text(inputs, "logging")] ?? OUTPUTS,
  };
}

/** Every output depends on every input: one secret input makes them secret. */
function outputs(inputs: Properties, { stdout, stderr }: Written): Properties {
  const mark = hasSecret(inputs) ? secret : (value: Value) => value;
  return { ...inputs, stdout: mark(stdout), stderr: mark(stderr) };
}

function previewed(inputs: Properties): Properties {
  const mark = hasSecret(inputs) ? secret : (value: Value) => value;
  return { ...inputs, stdout: mark(UNKNOWN), stderr: mark(UNKNOWN) };
}

function refuseOtherTypes(type: string): void {
  if (type !== TYPE) throw new Error(`${type}: the stand-in for the command provider only knows ${TYPE}`);
}

function unsupported(news: Properties) {
  return ["assetPaths", "archivePaths"]
    .filter((property) => news[property] !== undefined)
    .map((property) => ({ property, reason: "is not supported by the stand-in for the command provider" }));
}
