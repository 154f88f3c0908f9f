import { run } from "../protocol/rpc";
import { commandProvider } from "./command";

run(commandProvider);
