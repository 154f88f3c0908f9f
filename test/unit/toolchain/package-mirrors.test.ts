import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { usePackageMirrors } from "../../../cli/toolchain/package-mirrors";
import { buildSecrets } from "../../../components/images/build-secrets";
import { projectFolder } from "../../../components/images/catalog";
import { temporaryFolder } from "./fakes";

const home = temporaryFolder();
const folder = join(home, "mirrors");
const text = (name: string) => readFileSync(join(folder, name), "utf8");

/** What image builds get of a machine that has nothing but these variables. */
const secrets = (env: NodeJS.ProcessEnv) =>
  buildSecrets({
    env,
    home,
    read: (path) => (path.startsWith(home) ? readFileSync(path, "utf8") : undefined),
  });

const mirrors = {
  debian: "https://mirror.example.com/apt/debian",
  go: "https://mirror.example.com/go",
  maven: "https://mirror.example.com/maven2",
  npm: "https://mirror.example.com/npm",
  pypi: "http://10.0.0.7:8081/pypi/simple",
};

test("image builds, npm, pip and Go ask the mirrors of the stack file", () => {
  const own = join(home, "own-go-env");
  writeFileSync(own, "GOPROXY=https://proxy.golang.org,direct\nGONOSUMDB=git.example.com\n");
  const env: NodeJS.ProcessEnv = {};
  usePackageMirrors(mirrors, home, env, own);
  expect(env).toEqual({
    WORKSHOP_MIRRORS: folder,
    npm_config_registry: mirrors.npm,
    GOPROXY: mirrors.go,
    PIP_INDEX_URL: mirrors.pypi,
    PIP_TRUSTED_HOST: "10.0.0.7:8081",
  });
  expect(secrets(env)).toEqual({
    pip_conf: join(folder, "pip.conf"),
    go_env: join(folder, "go.env"),
    maven_settings: join(folder, "maven-settings.xml"),
    apt_conf: join(folder, "apt.conf"),
    apt_sources: join(folder, "apt.sources"),
  });
  expect(text("pip.conf")).toBe(`[global]\nindex-url = ${mirrors.pypi}\ntrusted-host = 10.0.0.7:8081\n`);
  expect(text("go.env")).toBe(`GONOSUMDB=git.example.com\nGOPROXY=${mirrors.go}\n`);
  expect(text("maven-settings.xml")).toContain(`<mirrorOf>central</mirrorOf><url>${mirrors.maven}</url>`);
  expect(text("apt.sources").split("\n")).toEqual([
    "deb https://mirror.example.com/apt/debian bookworm main",
    "deb https://mirror.example.com/apt/debian bookworm-updates main",
    "deb https://mirror.example.com/apt/debian-security bookworm-security main",
    "",
  ]);
  expect(text("apt.conf")).toContain('Acquire::https::CAInfo "/run/secrets/ca"');
});

test("a mirror that the stack file no longer names is asked no more; without any, nothing is set", () => {
  const env: NodeJS.ProcessEnv = {};
  usePackageMirrors({ debian: "http://10.0.0.7/debian" }, home, env, undefined);
  expect(readdirSync(folder).sort()).toEqual(["apt.conf", "apt.sources"]);
  expect(text("apt.conf")).not.toContain("CAInfo");
  const none: NodeJS.ProcessEnv = {};
  usePackageMirrors({}, home, none, undefined);
  expect(none).toEqual({});
});

test.each(["images/spark", "images/flights-data", "karpenter-provider-kind"])(
  "every step of %s that installs packages of Debian asks the mirror",
  (context) => {
    const steps = readFileSync(join(projectFolder, context, "Dockerfile"), "utf8").split(/^(?=[A-Z]+ )/m);
    const installing = steps.filter((step) => / update \\$/m.test(step));
    expect(installing.length).toBeGreaterThan(0);
    for (const step of installing) {
      for (const secret of ["ca", "apt_conf", "apt_sources"]) {
        expect(step).toContain(`--mount=type=secret,id=${secret}`);
      }
      expect(step.indexOf("export APT_CONFIG=/run/secrets/apt_conf")).toBeLessThan(step.indexOf(" update "));
    }
  },
);
