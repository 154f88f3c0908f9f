/** Name of the release that has the operator's CRDs. */
export const definitionsRelease = "spark-operator-crds";
