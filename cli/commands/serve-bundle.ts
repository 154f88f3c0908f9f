import { resolve } from "node:path";
import { foreignProblems, wantedBy } from "../bundle/checkout";
import { keyOf, verifyingVariable } from "../bundle/signature";
import { usualBundle } from "../bundle/usual-file";
import { type Language, languageOf } from "../lab/language";
import { calledFrom, projectRoot } from "../process/paths";
import { stopWhenInterrupted, untilInterrupted } from "../process/signals";
import { hostOf, roomAddresses } from "../room/addresses";
import { qrLines } from "../room/qr-code";
import { registryOf } from "../room/registry";
import { roomScreen } from "../room/screen";
import { serveBundle as openForServing } from "../room/served-bundle";
import { startRoom } from "../room/server";
import { createReporter, print } from "../terminal/progress";

/** How `./workshop serve-bundle` is called. */
export interface ServeOptions {
  readonly port: number;
  readonly address: string;
  readonly lang?: Language;
}

/** `./workshop serve-bundle`: hands a bundle to a room until Ctrl-C. */
export async function serveBundle(
  file: string | undefined,
  { port, address, lang }: ServeOptions,
): Promise<number> {
  const path = file === undefined ? usualBundle() : resolve(calledFrom(), file);
  const words = roomScreen[languageOf(process.env, lang)];
  const report = createReporter();
  let bundle: Awaited<ReturnType<typeof openForServing>> | undefined;
  try {
    report.step(words.checking(path));
    bundle = await openForServing(path, {
      key: keyOf(verifyingVariable),
      onProgress: (bytes, total) => {
        stopWhenInterrupted();
        report.progress(`${Math.round((100 * bytes) / total)} %`);
      },
    });
    const registry = await registryOf(bundle);
    const any = address === "0.0.0.0" || address === "::";
    const addresses = any ? roomAddresses() : [address];
    const own = addresses[0] ?? "localhost";
    const room = await startRoom({
      bundle,
      registry,
      address,
      port,
      own,
      onTrouble: (text) => report.note(text),
    });
    report.close();
    const { manifest } = bundle;
    const wanted = { ...wantedBy(projectRoot), platform: manifest.platform };
    const differences = foreignProblems(manifest, wanted).length;
    const hosts = (addresses.length > 0 ? addresses : [own]).map((host) => hostOf(host, room.port));
    print([
      ...(differences > 0 ? [words.foreign(differences)] : []),
      ...(addresses.length === 0 ? [words.noNetwork] : []),
      words.type,
      ...hosts.map((host) => `  curl -fsSL http://${host}/get | sh`),
      "",
      words.page,
      ...hosts.map((host) => `  http://${host}/`),
      words.registry(`http://${hosts[0]}/v2/`, manifest.images.length),
      "",
    ]);
    // Its colours are what makes it readable; of what it says nothing is anybody else's.
    if (process.stdout.isTTY) process.stdout.write(`${qrLines(`http://${hosts[0]}/`).join("\n")}\n\n`);
    report.step(words.serving);
    const clock = setInterval(() => {
      report.progress(words.state(room.downloads.now, room.downloads.done, room.attendance.all.length));
    }, 1000);
    await untilInterrupted();
    clearInterval(clock);
    await room.close();
    report.close();
    print([words.ended(room.downloads.done, room.attendance.all.length)]);
    return 0;
  } finally {
    report.close();
    await bundle?.close();
  }
}
