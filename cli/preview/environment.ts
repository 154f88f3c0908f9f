import { homedir } from "node:os";
import { join } from "node:path";
import { renderingVariable } from "../../stacks/rendering";
import { projectRoot } from "../process/paths";

/**
 * Variables that a program which only declares may see: where programs are, the way out to a chart that it has not got
 * yet, and what Go takes to fetch it. Whatever else a person or a CI job has in the environment may open an account.
 */
const kept = [
  ...["PATH", "TMPDIR"],
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "NODE_USE_ENV_PROXY"],
  ...["http_proxy", "https_proxy", "no_proxy", "all_proxy"],
  ...["SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS"],
  ...["GOROOT", "GOPROXY", "GOSUMDB", "GONOSUMDB", "GONOPROXY", "GOPRIVATE", "GOFLAGS", "GOTOOLCHAIN"],
];

/**
 * The environment of a rendering: the same on every machine, and without credentials. Its home is an empty folder, so
 * `~/.aws`, `~/.kube` and their kind are not there; Go finds what it has downloaded where it was.
 *
 * @param home an empty folder.
 * @param root of the checkout that is rendered. Only this one's own compiled modules are kept: another is in a folder of its own each time,
 *   and the cache goes by a module's path.
 */
export function renderingEnvironment(
  home: string,
  root: string,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const own = env.HOME || homedir();
  const cache = env.XDG_CACHE_HOME || join(own, ".cache");
  const names = root === projectRoot ? [...kept, "NODE_COMPILE_CACHE"] : kept;
  return {
    ...Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
    HOME: home,
    XDG_CACHE_HOME: cache,
    GOENV: env.GOENV || join(own, ".config", "go", "env"),
    GOMODCACHE: env.GOMODCACHE || join(env.GOPATH?.split(":")[0] || join(own, "go"), "pkg", "mod"),
    GOCACHE: env.GOCACHE || join(cache, "go-build"),
    [renderingVariable]: "true",
    LC_ALL: "C",
    TZ: "UTC",
  };
}
