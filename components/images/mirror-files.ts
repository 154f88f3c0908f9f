import type { PackageMirrors } from "./package-mirrors";

/** Variable that names the folder with {@link mirrorFiles}: image builds look there before they look for the user's own. */
export const mirrorFolderVariable = "WORKSHOP_MIRRORS";

/** Names of the files by the secret of an image build that has each. */
export const mirrorFileNames = {
  pip_conf: "pip.conf",
  go_env: "go.env",
  maven_settings: "maven-settings.xml",
  apt_conf: "apt.conf",
  apt_sources: "apt.sources",
} as const;

/** Where a build finds its secrets. */
const inBuild = "/run/secrets";

/**
 * Configuration of pip, Go, Maven and apt that names mirrors, by file name.
 *
 * @param suite of Debian, such as bookworm.
 * @param goEnv the user's own settings of Go, of which only the proxy is replaced. @default none
 */
export function mirrorFiles(
  { debian, go, maven, pypi }: PackageMirrors,
  suite: string,
  goEnv = "",
): Record<string, string> {
  const names = mirrorFileNames;
  return {
    ...(pypi === undefined ? {} : { [names.pip_conf]: pipConf(pypi) }),
    ...(go === undefined ? {} : { [names.go_env]: goSettings(go, goEnv) }),
    ...(maven === undefined ? {} : { [names.maven_settings]: mavenSettings(maven) }),
    ...(debian === undefined
      ? {}
      : { [names.apt_conf]: aptConf(debian), [names.apt_sources]: aptSources(debian, suite) }),
  };
}

function pipConf(url: string): string {
  // pip refuses what comes without TLS unless it is told that this is meant.
  const trusted = url.startsWith("http://") ? [`trusted-host = ${new URL(url).host}`] : [];
  return ["[global]", `index-url = ${url}`, ...trusted, ""].join("\n");
}

function goSettings(url: string, own: string): string {
  const others = own.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("GOPROXY="));
  return [...others, `GOPROXY=${url}`, ""].join("\n");
}

function mavenSettings(url: string): string {
  return `<settings>
  <mirrors>
    <mirror><id>mirror</id><mirrorOf>central</mirrorOf><url>${url}</url></mirror>
  </mirrors>
</settings>
`;
}

/** The mirror in the place of all that an image names. Slim images trust no authority for TLS; the build's own they read as root. */
function aptConf(url: string): string {
  const tls = url.startsWith("https://")
    ? [`Acquire::https::CAInfo "${inBuild}/ca";`, 'APT::Sandbox::User "root";']
    : [];
  return [`Dir::Etc::SourceList "${inBuild}/apt_sources";`, 'Dir::Etc::SourceParts "-";', ...tls, ""].join(
    "\n",
  );
}

function aptSources(url: string, suite: string): string {
  const security = `${url.replace(/\/[^/]*$/, "")}/debian-security`;
  return [
    `deb ${url} ${suite} main`,
    `deb ${url} ${suite}-updates main`,
    `deb ${security} ${suite}-security main`,
    "",
  ].join("\n");
}
