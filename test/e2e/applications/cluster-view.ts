import type {
  SparkApplicationSpec,
  SparkApplicationStatus,
} from "../../../components/crds/generated/spark-operator";
import type { Project } from "../support/project";

/** A SparkApplication as the API server has it. */
export interface Application {
  metadata: { name: string; uid: string; labels?: Record<string, string>; deletionTimestamp?: string };
  spec: SparkApplicationSpec;
  status?: SparkApplicationStatus;
}

/** A driver or an executor. */
export interface Pod {
  metadata: { name: string; ownerReferences?: { kind: string }[] };
  spec: { nodeName?: string; terminationGracePeriodSeconds: number };
  status: { phase: string };
}

/** What kubectl tells of a project's jobs. */
export function clusterView(project: Project) {
  const get = <T>(what: string): Promise<T> => project.json<T>(`kubectl -n spark-jobs get ${what} -o json`);
  const application = (name: string): Promise<Application> => get(`sparkapplication ${name}`);
  const pods = async (selector: string): Promise<Pod[]> =>
    (await get<{ items: Pod[] }>(`pods -l ${selector}`)).items;
  return {
    get,
    application,
    pods,
    stateOf: async (name: string): Promise<string> =>
      (await application(name)).status?.applicationState?.state ?? "",
    running: async (name: string, role: string): Promise<Pod[]> =>
      (await pods(`sparkoperator.k8s.io/app-name=${name},spark-role=${role}`)).filter(
        ({ status }) => status.phase === "Running",
      ),
    log: async (pod: string): Promise<string> =>
      (await project.shell(`kubectl -n spark-jobs logs ${pod}`)).text,
  };
}
