import fc from "fast-check";
import { replacementFields, within } from "../../../cli/preview/kubernetes-replacement";
import { diffConfig, readConfig } from "../../../offline/plugins/kubernetes/config";
import { observedInputs, quantity } from "../../../offline/plugins/kubernetes/drift";
import { adoptFields } from "../../../offline/plugins/kubernetes/managed-fields";
import * as objects from "../../../offline/plugins/kubernetes/object";
import { replaces } from "../../../offline/plugins/protocol/diff";
import { isSecret, type Properties, secret, UNKNOWN } from "../../../offline/plugins/protocol/values";

const config = readConfig({ kubeconfig: "apiVersion: v1", namespace: "ns" });

describe("identity", () => {
  it.each([
    ["kubernetes:core/v1:Namespace", "v1", "Namespace"],
    ["kubernetes:apps/v1:DeploymentPatch", "apps/v1", "Deployment"],
    [
      "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication",
      "sparkoperator.k8s.io/v1beta2",
      "SparkApplication",
    ],
  ])("%s", (type, apiVersion, kind) => {
    expect(objects.kindOfType(type)).toEqual({ apiVersion, kind });
    expect(objects.isPatch(type, kind)).toBe(type.endsWith("Patch"));
  });

  it("goes through the engine's id and back", () => {
    const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "a", namespace: "b" } };
    expect(objects.idOf(object)).toBe("b/a");
    expect(objects.targetOfId("b/a", "v1", "Pod")).toEqual(objects.targetOf(object));
    expect(objects.targetOfId("a", "v1", "Node")).toMatchObject({ namespace: "", name: "a" });
  });
});

describe("the state", () => {
  const inputs = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "s" },
    stringData: { k: secret("v") },
  };
  const live = { apiVersion: "v1", kind: "Secret", metadata: { name: "s", uid: "u" }, data: { k: "dg==" } };
  const state = objects.toState(live, inputs, "manager");

  it("is the live object beside its inputs", () => {
    expect(objects.liveOf(state)).toEqual(live);
    expect(objects.inputsOf(state).metadata).toEqual({ name: "s" });
    expect(state).toMatchObject({ __fieldManager: "manager", __initialApiVersion: "v1" });
  });

  it("hides all that a Secret holds, whether or not the program said so", () => {
    expect(isSecret(state.data)).toBe(true);
    const plain = objects.toState(live, { ...inputs, stringData: { k: "v" } }, "manager");
    expect(isSecret(plain.data) && isSecret(objects.inputsOf(plain).stringData)).toBe(true);
  });

  it("writes the keys of schemas as SDKs do, and as the API server does", () => {
    const schema = { a: [{ x_kubernetes_int_or_string: true, other_key: 1 }] };
    expect(objects.toObject(schema)).toEqual({ a: [{ "x-kubernetes-int-or-string": true, other_key: 1 }] });
    expect(objects.underscored(objects.toObject(schema))).toEqual(schema);
  });
});

describe("drift", () => {
  const inputs = {
    apiVersion: "v1",
    kind: "Thing",
    spec: { cpu: "1000m", list: [{ a: 1 }], none: [], keep: "x" },
  };
  const seen = (spec: Properties) => observedInputs(inputs, { apiVersion: "v1", kind: "Thing", spec });

  it("is not what the server adds, or writes in another way", () => {
    expect(seen({ cpu: "1", list: [{ a: 1, defaulted: true }], keep: "x", added: 1 })).toEqual(inputs);
  });

  it("is what someone else has changed or taken away", () => {
    expect(seen({ cpu: "2", list: [{ a: 2 }] })).toEqual({
      ...inputs,
      spec: { cpu: "2", list: [{ a: 2 }], none: [] },
    });
  });

  it("reads a Secret's stringData in its data", () => {
    const written = { kind: "Secret", stringData: { a: secret("x"), b: secret("y") } };
    const data = { a: "eA==", b: "eg==" };
    expect(observedInputs(written, { kind: "Secret", data })).toEqual({
      kind: "Secret",
      stringData: { a: "x", b: "z" },
    });
  });

  it.each([
    ["1500m", 1.5],
    ["1Gi", 2 ** 30],
    ["1k", 1000],
    ["100n", 1e-7],
    ["1e3", 1000],
    ["2E", 2e18],
    ["abc", undefined],
    ["v1", undefined],
  ])("quantity %s", (text, expected) => {
    expect(quantity(text)).toBe(expected);
  });

  it("sees the same quantity in any unit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (n) => {
        expect(quantity(`${n}Mi`)).toBe(quantity(`${n * 1024}Ki`));
        expect(quantity(`${n * 1000}m`)).toBe(quantity(`${n}`));
      }),
    );
  });
});

describe("replacement", () => {
  const forces = (object: Properties, path: (string | number)[], patch = false) =>
    within(path, replacementFields(object, config, patch));

  it.each<[string, string, (string | number)[], boolean]>([
    ["v1", "ConfigMap", ["data", "a"], true],
    ["v1", "ConfigMap", ["metadata", "labels", "a"], false],
    ["v1", "Anything", ["metadata", "name"], true],
    ["v1", "Pod", ["spec", "containers", 0, "image"], true],
    ["v1", "Service", ["spec", "clusterIP"], true],
    ["v1", "Service", ["spec", "ports", 0, "port"], false],
    ["apps/v1", "Deployment", ["spec", "selector", "matchLabels", "a"], true],
    ["apps/v1", "Deployment", ["spec", "template", "spec"], false],
    ["batch/v1", "Job", ["spec", "template", "spec", "containers", 0, "image"], true],
    ["batch/v1", "Job", ["spec", "ttlSecondsAfterFinished"], false],
    ["rbac.authorization.k8s.io/v1", "RoleBinding", ["roleRef", "name"], true],
    ["rbac.authorization.k8s.io/v1", "RoleBinding", ["subjects", 0, "name"], false],
  ])("%s %s: %s → %s", (apiVersion, kind, path, expected) => {
    expect(forces({ apiVersion, kind }, path)).toBe(expected);
  });

  it("leaves a Patch, and a ConfigMap that may change, in place", () => {
    const configMap = { apiVersion: "v1", kind: "ConfigMap" };
    expect(forces(configMap, ["data", "a"], true)).toBe(false);
    const mutable = readConfig({ kubeconfig: "apiVersion: v1", enableConfigMapMutable: "true" });
    expect(within(["data", "a"], replacementFields(configMap, mutable, false))).toBe(false);
    expect(within(["data", "a"], replacementFields({ ...configMap, immutable: true }, mutable, false))).toBe(
      true,
    );
  });
});

describe("managed fields", () => {
  const entry = (manager: string, operation: string, fieldsV1: Properties) => ({
    manager,
    operation,
    fieldsV1,
  });

  it("goes over from the client-side manager to the server-side one, as one", () => {
    const adopted = adoptFields(
      [
        entry("pulumi-kubernetes-1", "Apply", { "f:spec": { "f:a": {} } }),
        entry("pulumi-kubernetes", "Update", { "f:spec": { "f:b": {} } }),
        entry("controller", "Update", { "f:status": {} }),
      ],
      "pulumi-kubernetes-1",
    );
    expect(adopted).toEqual([
      entry("controller", "Update", { "f:status": {} }),
      entry("pulumi-kubernetes-1", "Apply", { "f:spec": { "f:a": {}, "f:b": {} } }),
    ]);
  });

  it("stays where there is nothing of the client side, or only of a subresource", () => {
    expect(adoptFields([entry("controller", "Update", {})], "m")).toBeUndefined();
    expect(adoptFields([{ ...entry("kubectl", "Update", {}), subresource: "scale" }], "m")).toBeUndefined();
  });
});

describe("the provider's configuration", () => {
  const kubeconfig = (server: string) => `
current-context: c
contexts: [{ name: c, context: { cluster: k, user: u, namespace: team } }]
clusters: [{ name: k, cluster: { server: "${server}" } }]
`;
  const moved = (olds: Properties, news: Properties) => replaces(diffConfig(olds, news).changes);
  const [here, there] = [kubeconfig("https://a"), kubeconfig("https://b")];

  it("takes the namespace of the context where none is given", () => {
    expect(readConfig({ kubeconfig: here }).namespace).toBe("team");
    expect(readConfig({ kubeconfig: here, namespace: "mine" }).namespace).toBe("mine");
  });

  it("means another cluster when the active one of the kubeconfig changes", () => {
    expect(moved({ kubeconfig: here }, { kubeconfig: there })).toEqual(["kubeconfig"]);
    expect(moved({ kubeconfig: here }, { kubeconfig: `${here}# renewed` })).toEqual([]);
    expect(moved({ kubeconfig: here }, { kubeconfig: UNKNOWN })).toEqual(["kubeconfig"]);
  });

  it("goes by the cluster's identifier alone where there is one", () => {
    const of = (content: string, clusterIdentifier: string) => ({ kubeconfig: content, clusterIdentifier });
    expect(moved(of(here, "x"), of(there, "x"))).toEqual([]);
    expect(moved(of(here, "x"), of(UNKNOWN, "x"))).toEqual([]);
    expect(moved(of(here, "x"), of(here, "y"))).toEqual(["clusterIdentifier"]);
    expect(moved({ kubeconfig: here }, of(here, "x"))).toEqual([]);
  });

  it("refuses the modes that the stand-in does not have", () => {
    expect(() => readConfig({ enableServerSideApply: "false" })).toThrow("only does server-side apply");
  });
});
