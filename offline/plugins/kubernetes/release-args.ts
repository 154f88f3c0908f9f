import { isObject, type Properties, text } from "../protocol/values";

/** Seconds that helm may wait, where the release does not say. */
export const DEFAULT_TIMEOUT = 300;

/** Inputs that are a flag of helm's by another name, for every operation that installs. */
const FLAGS: Readonly<Record<string, string>> = {
  atomic: "--atomic",
  dependencyUpdate: "--dependency-update",
  devel: "--devel",
  disableOpenapiValidation: "--disable-openapi-validation",
  renderSubchartNotes: "--render-subchart-notes",
  skipCrds: "--skip-crds",
  verify: "--verify",
};
const INSTALL_FLAGS: Readonly<Record<string, string>> = {
  createNamespace: "--create-namespace",
  disableWebhooks: "--no-hooks",
  replace: "--replace",
};
const UPGRADE_FLAGS: Readonly<Record<string, string>> = {
  cleanupOnFail: "--cleanup-on-fail",
  disableCRDHooks: "--no-hooks",
  forceUpdate: "--force",
  resetValues: "--reset-values",
  reuseValues: "--reuse-values",
};

/** Inputs that the stand-in heeds beside the flags. */
const OTHERS = [
  "chart name namespace version values repositoryOpts skipAwait waitForJobs timeout description keyring maxHistory",
  "postrender allowNullValues lint recreatePods compat resourceNames manifest",
].flatMap((names) => names.split(" "));

/** Inputs that it cannot heed, and would rather refuse. */
export function unsupportedInputs(inputs: Properties): string[] {
  const known = [...OTHERS, ...Object.keys({ ...FLAGS, ...INSTALL_FLAGS, ...UPGRADE_FLAGS })];
  return Object.keys(inputs).filter((key) => !known.includes(key));
}

/** helm's arguments that install a release. */
export function installArgs(release: Properties, valuesPath: string): string[] {
  return ["install", ...common(release, valuesPath), ...flags(release, INSTALL_FLAGS)];
}

/** helm's arguments that bring a release to other values, or another chart. */
export function upgradeArgs(release: Properties, valuesPath: string): string[] {
  const history = ["--history-max", String(release.maxHistory ?? 0)];
  return ["upgrade", ...common(release, valuesPath), ...flags(release, UPGRADE_FLAGS), ...history];
}

/** helm's arguments that remove a release, whether or not it is there. */
export function uninstallArgs(release: Properties): string[] {
  const wait = release.atomic === true || release.skipAwait !== true;
  return [
    "uninstall",
    text(release, "name"),
    "--namespace",
    text(release, "namespace"),
    "--ignore-not-found",
    ...(wait ? ["--wait", "--timeout", timeout(release)] : []),
  ];
}

/** The chart, and where it comes from, as helm's arguments. */
export function chartArgs(release: Properties): string[] {
  const options = isObject(release.repositoryOpts) ? release.repositoryOpts : {};
  const chart = text(release, "chart").trim();
  const repository = text(options, "repo");
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//.test(repository);
  const alias = repository && !isUrl && !chart.includes("/") && !chart.startsWith("oci://");
  const named: Readonly<Record<string, string>> = {
    "--repo": isUrl && !chart.startsWith("oci://") ? repository : "",
    "--version": text(release, "version").trim(),
    "--ca-file": text(options, "caFile"),
    "--cert-file": text(options, "certFile"),
    "--key-file": text(options, "keyFile"),
    "--username": text(options, "username"),
    "--password": text(options, "password"),
    "--keyring": text(release, "keyring"),
  };
  const given = Object.entries(named).flatMap(([flag, value]) => (value ? [flag, value] : []));
  return [alias ? `${repository}/${chart}` : chart, ...given];
}

function common(release: Properties, valuesPath: string): string[] {
  const wait = release.skipAwait !== true;
  const description = text(release, "description");
  const postrender = text(release, "postrender");
  return [
    text(release, "name"),
    ...chartArgs(release),
    "--namespace",
    text(release, "namespace"),
    "--values",
    valuesPath,
    "--timeout",
    timeout(release),
    "--output",
    "json",
    ...(wait ? ["--wait"] : []),
    ...(wait && release.waitForJobs === true ? ["--wait-for-jobs"] : []),
    ...(description ? ["--description", description] : []),
    ...(postrender ? ["--post-renderer", postrender] : []),
    ...flags(release, FLAGS),
  ];
}

function flags(release: Properties, table: Readonly<Record<string, string>>): string[] {
  return Object.entries(table).flatMap(([input, flag]) => (release[input] === true ? [flag] : []));
}

function timeout(release: Properties): string {
  return `${Number(release.timeout) || DEFAULT_TIMEOUT}s`;
}
