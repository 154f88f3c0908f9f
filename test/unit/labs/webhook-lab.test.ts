import {
  application,
  labOf,
  object,
  ofJobs,
  playedWorld,
  pod,
  right,
  statesOf,
  taskOf,
} from "../../support/played-cluster";

describe("lab 17: the mutating webhook", () => {
  const webhook = (matchExpressions?: object[]) =>
    object("MutatingWebhookConfiguration", "spark-operator-webhook", {
      webhooks: [
        {
          name: "mutate--v1-pod.sparkoperator.k8s.io",
          objectSelector: { matchLabels: { launched: "true" }, matchExpressions },
        },
      ],
    });
  const refused = application(
    "lab-17-without",
    "FAILED",
    'pods "x" is forbidden: violates PodSecurity "restricted:latest": …',
  );
  const driver = (name: string, spec: object) => pod(`${name}-driver`, {}, spec, ofJobs);
  const withCode = driver("lab-17-with", { volumes: [{ name: "lab-17-code-vol" }] });

  test("is done by a job with it, one without, one by templates, and the webhook as it was", async () => {
    const objects = [
      webhook(),
      application("lab-17-with", "COMPLETED"),
      withCode,
      refused,
      application("lab-17-template", "COMPLETED"),
      driver("lab-17-template", {}),
    ];
    const states = await statesOf(17, { objects, answers: { label: right } });
    expect(new Set(Object.values(states))).toEqual(new Set(["done"]));
  });

  test("mistake asked-all-the-same: the selector came too late", async () => {
    const finding = await taskOf(17, "passed-over", {
      objects: [application("lab-17-without", "COMPLETED")],
    });
    expect(finding).toMatchObject({ reason: { en: expect.stringContaining("had the webhook's help") } });
  });

  test("a template job that the webhook has helped proves nothing", async () => {
    const helped = driver("lab-17-template", { tolerations: [{ key: "lab-17" }] });
    const finding = await taskOf(17, "template", {
      objects: [application("lab-17-template", "COMPLETED"), helped],
    });
    expect(finding).toMatchObject({ path: "pod lab-17-template-driver .spec.tolerations" });
  });

  test("a webhook that still passes over pods is not back, and is told as left over and taken back", async () => {
    const objects = [webhook([{ key: "lab" }]), refused];
    expect(await taskOf(17, "back", { objects })).toMatchObject({ state: "not-yet" });
    const ran: string[] = [];
    const { lab } = labOf(17);
    const world = playedWorld("17-webhook", { objects, ran });
    expect(await lab.leftovers?.(world)).toContain("spark-operator-webhook passes over pods");
    await lab.reset?.(world);
    expect(ran.find((line) => line.startsWith("kubectl patch"))).toContain(
      "/webhooks/0/objectSelector/matchExpressions",
    );
  });

  test("asks for the label of pods", async () => {
    const world = playedWorld("17-webhook", { objects: [webhook()] });
    expect(await labOf(17).lab.answers?.label?.truth(world)).toBe("launched");
  });
});
