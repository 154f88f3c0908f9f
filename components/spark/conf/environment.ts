/** What an installation is for. It decides how much Spark says. */
export type Environment = "dev" | "hom" | "prod";

/** Every environment, from where least depends on it to where most does. */
export const environments = ["dev", "hom", "prod"] as const satisfies readonly Environment[];
/** What a stack is for whose file does not say. */
export const defaultEnvironment: Environment = "dev";

/** The log4j2 levels, from the most to the least talkative. */
export const everyLogLevel = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"] as const;

/** A log4j2 level. */
export type LogLevel = (typeof everyLogLevel)[number];

/** dev shows how a job runs, homologation what is odd, production what is wrong. */
export const logLevels: Readonly<Record<Environment, LogLevel>> = { dev: "INFO", hom: "WARN", prod: "ERROR" };
