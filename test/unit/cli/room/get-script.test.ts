import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getScript } from "../../../../cli/room/get-script";
import { type Serving, serving } from "./serving";

let it: Serving;
afterEach(() => it.end());

const folder = () => join(it.folder, "cache", "spark-workshop", "bundles");
const file = () => join(folder(), it.bundle.name);
const script = async () => (await fetch(`${it.at}/get`)).text();

/** Runs a script as the one line does, from its standard input. */
function run(
  text: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; said: string; out: string }> {
  return new Promise((done) => {
    const child = execFile(
      "sh",
      [],
      { env: { PATH: process.env.PATH, XDG_CACHE_HOME: join(it.folder, "cache"), ...env } },
      (error, out, said) => done({ code: error ? Number(error.code) : 0, said, out }),
    );
    child.stdin?.end(text);
  });
}

/** The address of the test in the place of the room's, and no time between attempts. */
const local = (text: string) =>
  text.replace(/address='[^']*'/, `address='${it.at}'`).replace("pause='2'", "pause='0'");

test("the line downloads, verifies, says the next one, and a second time finds it there", async () => {
  it = await serving();
  const { code, said, out } = await run(local(await script()));
  expect([code, out]).toEqual([0, `  ./workshop up --bundle ${file()}\n`]);
  expect(said).toContain("The bundle is here and whole.");
  expect(readFileSync(file()).equals(readFileSync(it.file))).toBe(true);
  const again = await run(local(await script()), { LANG: "pt_BR.UTF-8" });
  expect([again.code, again.said.split("\n")[0]]).toEqual([0, "O bundle já está aqui."]);
  expect(it.room.attendance.all).toEqual([]);
  expect(readdirSync(folder())).toEqual([it.bundle.name]);
});

test("it goes on where a download stopped, and a name that was chosen goes on the list", async () => {
  it = await serving();
  mkdirSync(folder(), { recursive: true });
  const whole = readFileSync(it.file);
  writeFileSync(join(folder(), `${it.bundle.whole.tag}.part`), whole.subarray(0, whole.length - 1000));
  const { code } = await run(local(await script()), { WORKSHOP_NAME: "Ana & Bia" });
  expect([code, readFileSync(file()).equals(whole)]).toEqual([0, true]);
  expect(it.room.attendance.all).toMatchObject([{ name: "Ana & Bia", has: "bundle" }]);
});

test("what came with another checksum is not kept", async () => {
  it = await serving();
  mkdirSync(folder(), { recursive: true });
  writeFileSync(join(folder(), `${it.bundle.whole.tag}.part`), "not the beginning of it");
  const { code, said } = await run(local(await script()));
  expect([code, said]).toEqual([1, expect.stringContaining("its checksum is another")]);
  expect(readdirSync(folder())).toEqual([]);
});

test("a machine that does not answer is said in plain words, in the reader's language", async () => {
  it = await serving();
  const text = (await script())
    .replace(/address='[^']*'/, "address='http://127.0.0.1:9'")
    .replace("pause='2'", "pause='0'");
  expect(await run(text)).toMatchObject({
    code: 1,
    said: expect.stringContaining("Not done: the instructor's machine does not answer."),
  });
  expect((await run(text, { LANG: "pt_BR.UTF-8" })).said).toContain("a máquina do instrutor não responde.");
});

test("a bundle for another machine is refused before anything is downloaded", async () => {
  it = await serving({ platform: "plan9/mips" });
  const { code, said } = await run(local(await script()));
  expect([code, said]).toEqual([
    1,
    expect.stringContaining("the bundle is for plan9/mips, and this machine is"),
  ]);
  expect(existsSync(folder())).toBe(false);
});

test("where a key is set, a bundle is kept that its holder has signed, and no other", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  it = await serving({ key: privateKey });
  const keyFile = (key: typeof publicKey, name: string) => {
    writeFileSync(join(it.folder, name), key.export({ type: "spki", format: "pem" }));
    return { WORKSHOP_BUNDLE_KEY: join(it.folder, name) };
  };
  const another = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).publicKey;
  const refused = await run(local(await script()), keyFile(another, "another.pub"));
  expect([refused.code, refused.said, existsSync(file())]).toEqual([
    1,
    expect.stringContaining("is not signed by"),
    false,
  ]);
  const taken = await run(local(await script()), keyFile(publicKey, "key.pub"));
  expect([taken.code, existsSync(file()), readdirSync(folder()).length]).toEqual([0, true, 1]);
});

test("a script that came in part runs nothing", async () => {
  it = await serving();
  const text = local(getScript(it.bundle, "192.0.2.7:1"));
  expect(await run(text.slice(0, text.lastIndexOf("main")))).toMatchObject({ code: 0, said: "", out: "" });
  expect(existsSync(folder())).toBe(false);
});
