import type { JobResult, ReportingApplication } from "../components/index";

/** What a person, or `./workshop`, needs to look at an application. */
export interface JobReport {
  readonly name: string;
  readonly namespace: string;
  /** Zone of driver and executors alike; empty where a manifest leaves it open. */
  readonly zone: string;
  /** How its executors divide their nodes, in words. */
  readonly division?: string;
  /** Commands that show it: its UI while it runs, its logs. */
  readonly commands: Readonly<Record<string, string>>;
  /** URI of the folder in which it says what it found, as JSON lines. */
  readonly report?: string;
}

/** What a job returned, an element for each application. */
export function reportsOf(result: JobResult): JobReport[] {
  const list = Array.isArray(result) ? result : [result];
  return list.map((one) => {
    const { application, report }: ReportingApplication = "application" in one ? one : { application: one };
    const { name, namespace, zone, commands } = application;
    return {
      name,
      namespace,
      zone,
      ...("division" in application ? { division: application.division } : {}),
      commands: { ...commands },
      ...(report === undefined ? {} : { report }),
    };
  });
}
