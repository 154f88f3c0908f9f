export { SparkConnectServer } from "./spark-connect-server";
export { SparkJob } from "./spark-job";
export { SparkPlatform } from "./spark-platform";
