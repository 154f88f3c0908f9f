import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { join } from "node:path";
import { clone } from "../support/copy";
import type { ApiServer } from "./api-server";
import { AwsProject } from "./project";

/** A stack in an empty account, and whoever acts in it on their own. */
export class Stage {
  private project: AwsProject | undefined;
  private player: ChildProcess | undefined;

  begin(api: ApiServer): AwsProject {
    const project = new AwsProject();
    project.serve(api);
    const play = join(__dirname, "play.ts");
    const log = openSync(project.log, "a");
    this.player = spawn(process.execPath, ["--import", "tsx", play, api.kubeconfig, project.account], {
      cwd: clone,
      stdio: ["ignore", log, log],
    });
    this.project = project;
    return project;
  }

  async end(): Promise<void> {
    const { player, project } = this;
    if (!player) return;
    const ended = once(player, "exit");
    player.kill();
    await ended;
    this.player = undefined;
    project?.remove();
  }
}
