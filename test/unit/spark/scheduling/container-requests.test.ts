import { podAmounts, requestsOf } from "../../../../components/spark/scheduling/container-requests";

const asks = (requests: object, restartPolicy?: string) => ({
  resources: { requests: { ...requests } },
  ...(restartPolicy === undefined ? {} : { restartPolicy }),
});
const memory = (mebibytes: number, restartPolicy?: string) =>
  asks({ memory: `${mebibytes}Mi` }, restartPolicy);

test.each<[string, Parameters<typeof requestsOf>[0], ReturnType<typeof requestsOf>]>([
  ["nothing", {}, {}],
  ["CPU in thousandths", asks({ cpu: "1.5" }), { cpu: 1500 }],
  [
    "memory and disk in MiB",
    asks({ memory: "1Gi", "ephemeral-storage": "2Mi" }),
    { memory: 1024, "ephemeral-storage": 2 },
  ],
  ["devices by number", asks({ "nvidia.com/gpu": 2 }), { "nvidia.com/gpu": 2 }],
  ["a limit where there is no request", { resources: { limits: { cpu: "2" } } }, { cpu: 2000 }],
  [
    "the request where there are both",
    { resources: { limits: { cpu: "2" }, requests: { cpu: "1" } } },
    { cpu: 1000 },
  ],
  ["nothing for what is left open", asks({ cpu: undefined, memory: "1Mi" }), { memory: 1 }],
  ["no answer for what is no quantity", asks({ cpu: "many", memory: "1Mi" }), undefined],
])("a container requests %s", (_, container, amounts) => {
  expect(requestsOf(container)).toEqual(amounts);
});

test.each<[string, ReturnType<typeof memory>[], ReturnType<typeof memory>[], number | undefined]>([
  ["containers together", [memory(20), memory(3)], [], 123],
  ["no more for an init container that is smaller", [], [memory(90)], 100],
  ["what an init container wants alone", [memory(20)], [memory(130)], 130],
  ["the largest of them", [], [memory(130), memory(150), memory(140)], 150],
  ["a sidecar that stays", [], [memory(20, "Always")], 120],
  ["an init container beside the sidecars before it", [], [memory(20, "Always"), memory(110)], 130],
  ["an init container without the sidecars after it", [], [memory(110), memory(5, "Always")], 110],
  ["sidecars together", [memory(1)], [memory(20, "Always"), memory(30, "Always")], 151],
  ["no answer for a container that is not readable", [asks({ memory: "much" })], [], undefined],
  [
    "no answer for an init container that is not readable",
    [],
    [memory(1), asks({ memory: "much" })],
    undefined,
  ],
  [
    "no answer for one that is not readable before an init container",
    [asks({ memory: "much" })],
    [memory(1)],
    undefined,
  ],
])("a pod requests %s", (_, others, init, expected) => {
  expect(podAmounts({ memory: 100 }, others, init)?.memory).toBe(expected);
});

test("what only one container wants is the pod's too", () => {
  expect(podAmounts({ cpu: 1 }, [asks({ "nvidia.com/gpu": 1 })], [asks({ cpu: "2" })])).toEqual({
    cpu: 2000,
    "nvidia.com/gpu": 1,
  });
});
