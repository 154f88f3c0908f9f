import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registryOf } from "../../../../cli/room/registry";
import { type ServedBundle, serveBundle } from "../../../../cli/room/served-bundle";
import { type Room, startRoom } from "../../../../cli/room/server";
import { type SmallBundle, smallBundle } from "../../../support/small-bundle";

/** A small bundle that is served on this machine. */
export interface Serving extends SmallBundle {
  readonly folder: string;
  readonly room: Room;
  readonly bundle: ServedBundle;
  /** Where its page is, without the last slash. */
  readonly at: string;
  readonly troubles: string[];
  end(): Promise<void>;
}

/** Serves a small bundle. */
export async function serving(options: Parameters<typeof smallBundle>[1] = {}): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), "room-"));
  const made = await smallBundle(folder, options);
  const bundle = await serveBundle(made.file);
  const troubles: string[] = [];
  const room = await startRoom({
    bundle,
    registry: await registryOf(bundle),
    ...{ address: "127.0.0.1", port: 0, own: "192.0.2.7" },
    onTrouble: (text) => troubles.push(text),
  });
  const end = async () => {
    await room.close();
    await bundle.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...made, folder, room, bundle, at: `http://127.0.0.1:${room.port}`, troubles, end };
}
