import { run } from "../protocol/rpc";
import { awsProvider } from "./aws";

run(awsProvider);
