import { s3Port, storageNamespace } from "../../components/storage/local/s3-access";
import { type Act, change, sparkImageOf, waitTimeout } from "./act";

/** The Service that jobs and people reach S3 by, and whom it leads to. @see components/storage/local/s3-server.ts */
const service = "s3";
const server = { app: "s3" } as const;
/** The pod that answers in the server's place. */
const name = "workshop-incident";

/** Says 503 to every request, as S3 does to who asks too much. */
const program = `
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Busy(BaseHTTPRequestHandler):
    def answer(self):
        body = b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
        self.send_response(503, "Slow Down")
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = answer

ThreadingHTTPServer(("", ${s3Port}), Busy).serve_forever()
`;

const standIn = (image: string) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: storageNamespace, labels: { app: name } },
  spec: {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 1,
    containers: [
      {
        name: "busy",
        image,
        imagePullPolicy: "IfNotPresent",
        command: ["python3", "-c", program],
        readinessProbe: { tcpSocket: { port: s3Port }, periodSeconds: 1 },
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 185,
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          seccompProfile: { type: "RuntimeDefault" },
        },
      },
    ],
  },
});

/** Requests to S3 are answered with 503 from here on; the server and what it holds are left alone. */
export async function beginBusyStorage(act: Act): Promise<void> {
  await act(["kubectl", "apply", "--filename=-"], JSON.stringify(standIn(await sparkImageOf(act))));
  const ready = ["--for=condition=Ready", `pod/${name}`, `--namespace=${storageNamespace}`, waitTimeout];
  await act(["kubectl", "wait", ...ready]);
  await lead(act, { app: name });
}

/** The server answers again. */
export async function endBusyStorage(act: Act): Promise<void> {
  await lead(act, server);
  await act(["kubectl", "delete", "pod", name, `--namespace=${storageNamespace}`, "--ignore-not-found"]);
}

const lead = (act: Act, selector: { readonly app: string }) =>
  change(act, ["service", service, storageNamespace], (found) => ({
    ...found,
    spec: { ...found.spec, selector },
  }));
