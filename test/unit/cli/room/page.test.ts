import type { networkInterfaces } from "node:os";
import { stripVTControlCharacters } from "node:util";
import { hostFor, roomAddresses } from "../../../../cli/room/addresses";
import { Attendance, longestName, mostFromOne, mostNames } from "../../../../cli/room/attendance";
import { escaped, pageLanguage } from "../../../../cli/room/page";
import { pageWords } from "../../../../cli/room/page-words";
import { qrImage, qrLines } from "../../../../cli/room/qr-code";
import { type Serving, serving } from "./serving";

let it: Serving;
beforeEach(async () => {
  it = await serving();
});
afterEach(() => it.end());

const page = async (path = "/", headers: Record<string, string> = {}) =>
  (await fetch(`${it.at}${path}`, { headers })).text();
const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${it.at}/names`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
    redirect: "manual",
  });

test("the page says the one line with an address that others reach, in the reader's language", async () => {
  const text = await page();
  expect(text).toContain(`curl -fsSL http://192.0.2.7:${it.room.port}/get | sh`);
  expect(text).toContain("<svg");
  expect(text).not.toMatch(/<script|https?:\/\/(?!192\.0\.2\.7|www\.w3\.org)/);
  expect(await page("/", { "accept-language": "pt-BR,pt;q=0.9" })).toContain(pageWords["pt-BR"].who);
  expect(await page("/?lang=pt-BR")).toContain('lang="pt-BR"');
  expect(await page("/?screen=1")).toContain('http-equiv="refresh"');
});

test("who wishes is on the list, under what they wrote, and off it again", async () => {
  expect((await post({ name: "Ana <b>", has: "ready", laptop: "8 cores & more" })).status).toBe(303);
  const text = await page();
  expect(text).toContain(
    "<td>Ana &#60;b&#62;</td><td>a laptop that is ready</td><td>8 cores &#38; more</td>",
  );
  expect((await post({ name: "ana <b>", gone: "1" })).status).toBe(303);
  expect(await page()).toContain(pageWords.en.nobody);
});

test("no name, too much, another page and another method are refused in plain words", async () => {
  const answer = async (response: Promise<Response>) => {
    const { status, text } = await response.then(async (one) => ({
      status: one.status,
      text: await one.text(),
    }));
    return [status, text.trim()];
  };
  const { refused } = pageWords.en;
  expect(await answer(post({ name: " \u202e\n " }))).toEqual([400, refused["no-name"]]);
  expect(await answer(post({ name: "x", has: "root" }))).toEqual([400, refused["no-stage"]]);
  expect(await answer(post({ name: "x".repeat(5000) }))).toEqual([413, refused["too-long"]]);
  expect(await answer(post({ name: "x" }, { origin: "http://evil.example" }))).toEqual([
    403,
    refused.elsewhere,
  ]);
  expect((await fetch(`${it.at}/names`)).status).toBe(405);
});

test("the list has bounds: of a name, of all names, of names from one address; a name is its writer's", () => {
  const list = new Attendance();
  const write = (name: string, from: string) => list.write(new URLSearchParams({ name }), from);
  expect(write("é".repeat(100), "a")).toBeUndefined();
  expect(list.all[0]?.name).toBe("é".repeat(longestName));
  expect(write("É".repeat(100), "b")).toBe("theirs");
  for (let i = 1; i < mostFromOne; i++) write(`n${i}`, "a");
  expect(write("one more", "a")).toBe("full");
  for (let i = 0; list.all.length < mostNames; i++) expect(write(`m${i}`, `from ${i}`)).toBeUndefined();
  expect([write("another", "z"), write("n1", "a")]).toEqual(["full", undefined]);
});

test("control characters and what turns the direction of text are not kept", () => {
  const list = new Attendance();
  list.write(new URLSearchParams({ name: "a\u001b[31m\u202eb\r\nc", laptop: "x\u0000y" }), "a");
  expect(list.all).toMatchObject([{ name: "a [31m b c", laptop: "x y" }]);
});

test("what is typed is never somebody else's text", () => {
  expect(hostFor("10.0.0.5:8000", "own:1")).toBe("10.0.0.5:8000");
  expect(hostFor("[fe80::1]:8000", "own:1")).toBe("[fe80::1]:8000");
  for (const header of [
    undefined,
    "localhost:8000",
    "127.0.0.1:8000",
    "a'b",
    "x; rm -rf ~",
    "a/b",
    "h:99999999",
    "",
  ])
    expect(hostFor(header, "own:1")).toBe("own:1");
  expect(escaped(`<a href="x">'&`)).toBe("&#60;a href=&#34;x&#34;&#62;&#39;&#38;");
  expect([pageLanguage("pt", null), pageLanguage("en,pt", null), pageLanguage("en", "pt-BR")]).toEqual([
    "pt-BR",
    "en",
    "pt-BR",
  ]);
});

test("addresses of the room are those that others can be in", () => {
  const one = (address: string, internal = false) =>
    [{ address, internal, family: "IPv4" }] as ReturnType<typeof networkInterfaces>[string];
  expect(
    roomAddresses({
      lo: one("127.0.0.1", true),
      wlan0: one("192.168.1.5"),
      eth0: one("169.254.3.4"),
      docker0: one("172.17.0.1"),
      "br-1234": one("172.18.0.1"),
      tun0: one("10.8.0.2"),
    }),
  ).toEqual(["192.168.1.5"]);
});

test("the QR code is square, in a terminal and on the page", () => {
  const lines = qrLines("http://192.168.1.5:8000/");
  const widths = new Set(lines.map((line) => stripVTControlCharacters(line).length));
  expect(widths.size).toBe(1);
  expect(lines.length).toBe(Math.ceil(([...widths][0] ?? 0) / 2));
  expect(qrImage("http://192.168.1.5:8000/")).toMatch(/^<svg[^>]* viewBox=/);
});
