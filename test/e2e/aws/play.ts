import { readFileSync } from "node:fs";
import { writeWhole } from "../../../offline/plugins/aws/cloud";
import { Player } from "./player";

// A process of its own: the Kubernetes client is an ES module, which jest does not load.
const [kubeconfig = "", account = ""] = process.argv.slice(2);
const player = new Player(readFileSync(kubeconfig, "utf8"), account);
player.start();
const tell = setInterval(() => {
  writeWhole(`${account}.violations`, [...player.violations]);
}, 500);
process.on("SIGTERM", () => {
  clearInterval(tell);
  void player.stop().then(() => process.exit(0));
});
