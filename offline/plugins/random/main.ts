import { run } from "../protocol/rpc";
import { randomProvider } from "./random";

run(randomProvider);
