import type { Accepted } from "./scan";

/** When somebody looks at all of these again. */
const until = "2027-02-28";

const notBuilt =
  "None of its packages is in what is built of the module: `go list -deps` of the program does not name it.";
const yamlHost =
  "Only in the host of programs in YAML, which a test builds for itself (npm run e2e:languages): its publisher's own lock names it, and it reads the test's folder alone.";
const pulumi =
  "In Pulumi's CLI, in the version that versions.json pins and its publisher's own lock names: it is given this repository's files and its own backend, and no stranger's repository or text.";
const ownSide =
  "In clients of a cluster's own API server and in what its administrator runs: nobody else's server answers them, and nobody else's names or text reach them. The publishers' newest releases name it in their own locks.";

/** Vulnerabilities that are lived with, each with its reason and the day on which somebody looks again. */
export const accepted: readonly Accepted[] = [
  { part: "github.com/klauspost/compress", ids: ["GO-2026-5841"], reason: notBuilt, until },
  { part: "go.opentelemetry.io/otel", ids: ["GO-2026-5506"], reason: notBuilt, until },
  { part: "golang.org/x/crypto", ids: ["GO-2026-5932"], reason: notBuilt, until },
  { part: "golang.org/x/mod", ids: ["GO-2026-6179", "GO-2026-6180"], reason: notBuilt, until },
  {
    part: "golang.org/x/net",
    ids: [
      "GO-2026-4440",
      "GO-2026-4441",
      "GO-2026-5025",
      "GO-2026-5027",
      "GO-2026-5028",
      "GO-2026-5029",
      "GO-2026-5030",
      "GO-2026-5942",
    ],
    reason: notBuilt,
    until,
  },
  { part: "golang.org/x/sys", ids: ["GO-2026-5024"], reason: notBuilt, until },
  {
    part: "google.golang.org/grpc",
    ids: ["GO-2026-4762", "GO-2026-6061"],
    reason:
      "No program here decides by a call's path or by xDS who may make it: gRPC is spoken over local sockets, 127.0.0.1 and etcd's port, which asks for a certificate.",
    until,
  },
  {
    part: "golang.org/x/net",
    ids: ["GO-2026-4918", "GO-2026-5026"],
    reason: ownSide,
    until,
  },
  { part: "golang.org/x/text", ids: ["GO-2026-5970"], reason: ownSide, until },
  {
    part: "github.com/google/cel-go",
    ids: ["GO-2026-6094"],
    reason:
      "The functions that show private fields, NativeTypes and ParseStructTag, are called by nothing of Kubernetes or Karpenter, whose release names this version.",
    until,
  },
  {
    part: "github.com/rancher/local-path-provisioner",
    ids: ["GO-2026-4425", "GO-2026-5218"],
    reason:
      "Only in the node image that is built where kind's own cannot be pulled: what is used is a class's pathPattern or the template of the helper pod, which only the cluster's administrator writes, and this one has no pathPattern.",
    until,
  },
  {
    part: "k8s.io/kubernetes",
    ids: ["GO-2025-3521", "GO-2025-3547"],
    reason:
      "Kubernetes has no release without them: gitRepo volumes are refused to every pod of jobs by Pod Security, and nobody deletes a namespace of jobs while they run.",
    until,
  },
  {
    part: "github.com/go-git/go-git/v6",
    ids: ["GO-2026-6213", "GO-2026-6214"],
    reason: pulumi,
    until,
  },
  { part: "github.com/yuin/goldmark", ids: ["GO-2026-5320"], reason: pulumi, until },
  { part: "github.com/cloudflare/circl", ids: ["GO-2026-4550"], reason: yamlHost, until },
  {
    part: "github.com/go-git/go-billy/v5",
    ids: ["GO-2026-5490", "GO-2026-5597"],
    reason: yamlHost,
    until,
  },
  {
    part: "github.com/go-git/go-git/v5",
    ids: [
      "GO-2026-4473",
      "GO-2026-4909",
      "GO-2026-4910",
      "GO-2026-5074",
      "GO-2026-5105",
      "GO-2026-5336",
      "GO-2026-5496",
      "GO-2026-5693",
      "GO-2026-6213",
      "GO-2026-6214",
    ],
    reason: yamlHost,
    until,
  },
  {
    part: "golang.org/x/crypto",
    ids: [
      "GO-2025-4116",
      "GO-2025-4134",
      "GO-2025-4135",
      "GO-2026-5005",
      "GO-2026-5006",
      "GO-2026-5013",
      "GO-2026-5014",
      "GO-2026-5015",
      "GO-2026-5016",
      "GO-2026-5017",
      "GO-2026-5018",
      "GO-2026-5019",
      "GO-2026-5020",
      "GO-2026-5021",
      "GO-2026-5023",
      "GO-2026-5033",
    ],
    reason: yamlHost,
    until,
  },
];
