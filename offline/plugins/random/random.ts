import { randomBytes, randomInt } from "node:crypto";
import { compare } from "../protocol/diff";
import { type Provider, sdkVersion } from "../protocol/provider";
import { type Properties, reveal, secret, text, UNKNOWN } from "../protocol/values";

const CLASSES = {
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  numeric: "0123456789",
  special: "!@#$%&*()-_=+[]{}<>:?",
} as const;

/** How a random string is made up. */
export interface Recipe {
  readonly length: number;
  /** The characters of each class, and how many of them there must be. Classes that are off are not here. */
  readonly classes: readonly { readonly characters: string; readonly minimum: number }[];
}

/** @throws Error when no string can be as asked. */
export function recipe(inputs: Properties): Recipe {
  const number = (key: string): number => Number(inputs[key] ?? 0);
  const classes = (Object.keys(CLASSES) as (keyof typeof CLASSES)[])
    .filter((name) => inputs[name] !== false && !(name === "numeric" && inputs.number === false))
    .map((name) => ({
      characters: (name === "special" && text(inputs, "overrideSpecial")) || CLASSES[name],
      minimum: number(`min${name[0]?.toUpperCase()}${name.slice(1)}`),
    }));
  const length = number("length");
  const needed = classes.reduce((sum, { minimum }) => sum + minimum, 0);
  if (length < Math.max(1, needed)) {
    throw new Error(`length (${length}) must be at least ${Math.max(1, needed)}, the sum of the minimums`);
  }
  if (classes.length === 0)
    throw new Error("lower, upper, numeric and special are all false: nothing to pick from");
  return { length, classes };
}

/** A string by the system's cryptographic generator. */
export function randomString({ length, classes }: Recipe): string {
  const all = classes.map(({ characters }) => characters).join("");
  const pick = (characters: string): string => characters.charAt(randomInt(characters.length));
  const picked = classes.flatMap(({ characters, minimum }) =>
    Array.from({ length: minimum }, () => pick(characters)),
  );
  while (picked.length < length) picked.push(pick(all));
  for (let i = picked.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [picked[i], picked[j]] = [picked[j] as string, picked[i] as string];
  }
  return picked.join("");
}

function randomId(inputs: Properties): Properties {
  const bytes = randomBytes(Number(inputs.byteLength));
  const prefix = text(inputs, "prefix");
  return {
    b64Std: prefix + bytes.toString("base64"),
    b64Url: prefix + bytes.toString("base64url"),
    hex: prefix + bytes.toString("hex"),
    dec: prefix + BigInt(`0x${bytes.toString("hex")}`).toString(),
  };
}

interface Kind {
  readonly outputs: readonly string[];
  make(inputs: Properties): { readonly id: string; readonly values: Properties };
}

const KINDS: Readonly<Record<string, Kind>> = {
  "random:index/randomPassword:RandomPassword": {
    outputs: ["result"],
    make: (inputs) => ({ id: "none", values: { result: secret(randomString(recipe(inputs))) } }),
  },
  "random:index/randomString:RandomString": {
    outputs: ["result"],
    make: (inputs) => {
      const result = randomString(recipe(inputs));
      return { id: result, values: { result } };
    },
  },
  "random:index/randomId:RandomId": {
    outputs: ["b64Std", "b64Url", "hex", "dec"],
    make: (inputs) => {
      const values = randomId(inputs);
      return { id: String(values.b64Url).slice(text(inputs, "prefix").length), values };
    },
  },
};

function kind(type: string): Kind {
  const found = KINDS[type];
  if (found) return found;
  throw new Error(
    `${type}: the stand-in for the random provider only knows ${Object.keys(KINDS).join(", ")}`,
  );
}

/** Stands in for the `random` provider. Every change of an input makes a new value, as there. */
export function randomProvider(): Provider {
  return {
    version: sdkVersion("@pulumi/random"),
    check: ({ type, news }) => {
      kind(type);
      return { inputs: news };
    },
    diff: ({ oldInputs, news }) => ({ changes: compare(oldInputs, news, () => true) }),
    create: ({ type, inputs, preview }) => {
      const { make, outputs } = kind(type);
      if (preview) {
        const unknown = Object.fromEntries(outputs.map((name) => [name, UNKNOWN]));
        return { id: "", state: { ...inputs, ...unknown } };
      }
      const { id, values } = make(reveal(inputs));
      return { id, state: { ...inputs, ...values } };
    },
    read: ({ id, state, inputs }) => ({ id, state, inputs }),
    update: ({ type }) => {
      throw new Error(`${type} cannot be changed in place`);
    },
    delete: () => undefined,
    cancel: () => undefined,
  };
}
