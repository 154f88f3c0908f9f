import { run } from "../protocol/rpc";
import { kubernetesProvider } from "./provider";

run(kubernetesProvider);
