import { sentence } from "../../components/errors";
import { crdObject } from "../crd-objects";
import { always, type ResourceRule } from "../rule";

export const fieldsOfTheCrd: ResourceRule = {
  about: "resource",
  name: "fields-of-the-crd",
  description: "Spark jobs and NodePools have the fields of the pinned CRDs, each of its type.",
  reason:
    "The API server refuses a field of another type when half of the update is made, and drops one that it does not know without a word. No other rule reads such a field.",
  level: always("mandatory"),
  check: (resource) =>
    (crdObject(resource)?.problems ?? []).map((problem) => `${resource.name}: ${sentence(problem)}`),
};
