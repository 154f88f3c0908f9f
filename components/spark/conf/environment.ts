/** What an installation is for. It decides how much Spark says. */
export type Environment = "dev" | "hom" | "prod";

/** A log4j2 level, from the most to the least talkative. */
export type LogLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR";

/** dev shows how a job runs, homologation what is odd, production what is wrong. */
export const logLevels: Readonly<Record<Environment, LogLevel>> = { dev: "INFO", hom: "WARN", prod: "ERROR" };
