import { request } from "node:https";

/** How somebody reaches an API server. */
export interface Login {
  readonly server: string;
  /** PEM of its certificate, or its CA's. */
  readonly certificate: string;
  readonly token: string;
}

/** A Kubernetes object as far as a request looks at it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** What an API server says to a request. */
export interface Answer {
  readonly code: number;
  /** Why it refuses. Empty where it does not. */
  readonly message: string;
  readonly body: Record<string, unknown>;
}

/** Somebody with a token. */
export class Client {
  constructor(private readonly login: Login) {}

  /** The same API server with another's token. */
  as(token: string): Client {
    return new Client({ ...this.login, token });
  }

  async isReady(): Promise<boolean> {
    return this.send("GET", "/readyz").then(
      ({ code }) => code === 200,
      () => false,
    );
  }

  /** @param dryRun whether nothing is kept, and an unknown field is an error, as `kubectl create --dry-run=server --validate=strict`. */
  create(object: KubernetesObject, { dryRun = false } = {}): Promise<Answer> {
    const query = dryRun ? "?dryRun=All&fieldValidation=Strict" : "";
    return this.send("POST", `${collection(object)}${query}`, object);
  }

  /** As `kubectl patch --type merge`. */
  patch(object: KubernetesObject, change: object): Promise<Answer> {
    return this.send("PATCH", `${collection(object)}/${object.metadata.name}`, change);
  }

  delete(object: KubernetesObject): Promise<Answer> {
    return this.send("DELETE", `${collection(object)}/${object.metadata.name}`);
  }

  /** As `kubectl delete --all`. */
  deleteAll(object: KubernetesObject): Promise<Answer> {
    return this.send("DELETE", collection(object));
  }

  async exists(object: KubernetesObject): Promise<boolean> {
    return (await this.send("GET", `${collection(object)}/${object.metadata.name}`)).code === 200;
  }

  /** A token of a service account's, as `kubectl create token`. */
  async tokenOf(namespace: string, account: string): Promise<string> {
    const { code, message, body } = await this.send(
      "POST",
      `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
      { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: {} },
    );
    if (code !== 201) throw new Error(message);
    return (body.status as { token: string }).token;
  }

  /** Any request. */
  ask(method: "GET" | "POST", path: string, body?: object): Promise<Answer> {
    return this.send(method, path, body);
  }

  private send(method: string, path: string, body?: object): Promise<Answer> {
    const { server, certificate, token } = this.login;
    const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    return new Promise((resolve, reject) => {
      const asked = request(
        `${server}${path}`,
        {
          method,
          ca: certificate,
          headers: { authorization: `Bearer ${token}`, "content-type": type },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("end", () => {
            const text = Buffer.concat(parts).toString();
            const json = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
            const code = response.statusCode ?? 0;
            resolve({ code, message: code < 300 ? "" : String(json.message ?? text), body: json });
          });
        },
      );
      asked.on("error", reject);
      asked.end(body && JSON.stringify(body));
    });
  }
}

/** Path of an object's kind in its namespace. */
export function collection({ apiVersion, kind, metadata }: KubernetesObject): string {
  const plural = kind.endsWith("y") ? `${kind.slice(0, -1)}ies` : `${kind}s`;
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const within = metadata.namespace ? `/namespaces/${metadata.namespace}` : "";
  return `${root}${within}/${plural.toLowerCase()}`;
}
