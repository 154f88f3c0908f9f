import { jobCommands } from "../../../../components/spark/application/kubectl-commands";

test("a job's UI, its driver's log and its executors' are one command each", () => {
  expect(jobCommands("flights", "spark-jobs")).toEqual({
    ui: "kubectl -n spark-jobs port-forward service/flights-ui-svc 4040",
    driverLog: "kubectl -n spark-jobs logs -f flights-driver",
    executorLogs:
      "kubectl -n spark-jobs logs -f -l sparkoperator.k8s.io/app-name=flights,spark-role=executor --prefix --max-log-requests 20",
  });
});

test("a driver's pod of another name, and a Service whose name the operator cuts, are named as they are", () => {
  const driver = { podName: "mine" };
  expect(jobCommands("flights", "spark-jobs", { driver }).driverLog).toMatch(/ mine$/);
  const sparkConf = { "spark.kubernetes.driver.pod.name": "other" } as const;
  expect(jobCommands("flights", "spark-jobs", { driver: {}, sparkConf }).driverLog).toMatch(/ other$/);
  expect(jobCommands("flights", "spark-jobs", { driver, sparkConf }).driverLog).toMatch(/ mine$/);
  // `printf a…a-ui-svc | md5sum` of 57 letters a.
  expect(jobCommands("a".repeat(57), "spark-jobs").ui).toContain(
    `service/${"a".repeat(47)}-ab5c91e7-ui-svc `,
  );
});
