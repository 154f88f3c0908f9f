import { jobCommands } from "../../../../components/spark/application/kubectl-commands";

test("a job's UI, its driver's log and its executors' are one command each", () => {
  expect(jobCommands("flights", "spark-jobs")).toEqual({
    ui: "kubectl -n spark-jobs port-forward service/flights-ui-svc 4040",
    driverLog: "kubectl -n spark-jobs logs -f flights-driver",
    executorLogs:
      "kubectl -n spark-jobs logs -f -l sparkoperator.k8s.io/app-name=flights,spark-role=executor --prefix --max-log-requests 20",
  });
});
