import { buildSecrets, type Machine } from "../../../components/images/build-secrets";

const certificate = "-----BEGIN CERTIFICATE-----\n…";
const machine = (files: Record<string, string>, env: NodeJS.ProcessEnv = {}): Machine => ({
  env,
  home: "/home/ada",
  read: (path) => files[path],
});

it("takes nothing from a machine that has nothing to give", () => {
  expect(buildSecrets(machine({}))).toEqual({});
});

it("takes the bundle that the environment names before the system's", () => {
  const files = { "/corp.pem": certificate, "/etc/pki/tls/certs/ca-bundle.crt": certificate };
  expect(buildSecrets(machine(files, { SSL_CERT_FILE: "/gone", NODE_EXTRA_CA_CERTS: "/corp.pem" })).ca).toBe(
    "/corp.pem",
  );
  expect(buildSecrets(machine(files)).ca).toBe("/etc/pki/tls/certs/ca-bundle.crt");
});

it("takes a bundle only if certificates are in it", () => {
  expect(buildSecrets(machine({ "/empty": "" }, { SSL_CERT_FILE: "/empty" }))).toEqual({});
});

it("takes pip's and Maven's configuration only if it names a mirror or a proxy", () => {
  const settings = "/home/ada/.m2/settings.xml";
  expect(
    buildSecrets(machine({ "/etc/pip.conf": "[global]\ncert = /a\n", [settings]: "<settings/>" })),
  ).toEqual({});
  expect(
    buildSecrets(
      machine({
        "/etc/pip.conf": "[global]\nindex-url = https://mirror.example/simple\n",
        [settings]: "<settings><mirrors><mirror>…</mirror></mirrors></settings>",
      }),
    ),
  ).toEqual({ pip_conf: "/etc/pip.conf", maven_settings: settings });
});
