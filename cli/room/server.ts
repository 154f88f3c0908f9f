import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { refuse } from "../../components/errors";
import { hostFor, hostOf } from "./addresses";
import { Attendance } from "./attendance";
import { getScript } from "./get-script";
import { pageHeaders, pageLanguage, roomPage } from "./page";
import { pageWords } from "./page-words";
import { answerRegistry, type Registry } from "./registry";
import { type Content, document, say, send } from "./send";
import type { ServedBundle } from "./served-bundle";

/** What is served, and where. */
export interface RoomOptions {
  readonly bundle: ServedBundle;
  readonly registry: Registry;
  /** To listen on. */
  readonly address: string;
  /** To listen on; 0 is any that is free. */
  readonly port: number;
  /** This machine's address in the room's network, for what is typed. */
  readonly own: string;
  /** Told what went wrong on this side. @default nobody is */
  readonly onTrouble?: (text: string) => void;
}

/** A server that runs. */
export interface Room {
  readonly port: number;
  /** Downloads of the whole bundle: those that go on, and those that came to its last byte. */
  readonly downloads: { readonly now: number; readonly done: number };
  readonly attendance: Attendance;
  /** Ends it, and every download that goes on. */
  close(): Promise<void>;
}

/** Longest form, in bytes. */
const longestForm = 4096;
/** How long a client may take nothing at all, in milliseconds; what it has by then it goes on with. */
const idleMs = 120_000;
/** Most connections: thirty laptops have four each at the most, and somebody always has two. */
const mostConnections = 1024;

/**
 * Serves a bundle to a room. What can be asked for is in tables of what the bundle holds: no path of a request is one of the disk.
 *
 * @throws {InvalidInput} where it cannot listen there.
 */
export async function startRoom(options: RoomOptions): Promise<Room> {
  const { bundle, address, port, onTrouble } = options;
  const attendance = new Attendance();
  const downloads = { now: 0, done: 0 };
  const sums = document(Buffer.from(`${bundle.whole.tag}  ${bundle.name}\n`), "text/plain; charset=utf-8");
  const files = new Map<string, Content>([
    [`/bundle/${bundle.name}`, bundle.whole],
    ["/bundle/SHA256SUMS", sums],
    ...bundle.members.flatMap((name): [string, Content][] => {
      const content = bundle.member(name);
      return content ? [[`/parts/${name}`, content]] : [];
    }),
  ]);
  const server = createServer({ headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 });
  server.maxConnections = mostConnections;
  server.timeout = idleMs;
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: NodeJS.ErrnoException) => {
      response.destroy();
      // A client that goes away is nothing to tell.
      const gone = ["ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET", "EPIPE"].includes(error.code ?? "");
      if (!gone) onTrouble?.(`${request.url}: ${error.message}`);
    });
  });
  const ownHost = () => hostOf(options.own, (server.address() as AddressInfo | null)?.port ?? port);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = addressOf(request);
    if (!asked) return say(response, 400, "This address cannot be read.\n");
    const { path, query } = asked;
    if ((path.startsWith("/v2") || files.has(path)) && !(await bundle.unchanged())) {
      onTrouble?.("The bundle's file was written to: serve it anew.");
      return say(response, 503, "The bundle has changed on the instructor's machine: tell the instructor.\n");
    }
    if (path === "/v2" || path.startsWith("/v2/"))
      return answerRegistry(options.registry, path, request, response);
    if (path === "/names" && request.method === "POST") return write(request, response, query);
    if (path === "/names" || (request.method !== "GET" && request.method !== "HEAD")) {
      response.setHeader("Allow", path === "/names" ? "POST" : "GET, HEAD");
      return say(response, 405, "Nothing but the list of names can be written here.\n");
    }
    const host = hostFor(request.headers.host, ownHost());
    if (path === "/get") return say(response, 200, getScript(bundle, host), "text/x-shellscript");
    if (path === "/") {
      for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
      const language = pageLanguage(request.headers["accept-language"], query.get("lang"));
      const facts = { bundle, attendees: attendance.all, host, language, screen: query.has("screen") };
      return say(response, 200, roomPage(facts), "text/html");
    }
    const file = files.get(path);
    if (!file) return say(response, 404, "There is nothing here. / is the page of the room.\n");
    if (file !== bundle.whole || request.method === "HEAD") return send(request, response, file);
    downloads.now += 1;
    try {
      await send(request, response, file);
      if (response.statusCode < 300 && toTheEnd(response, file.size)) downloads.done += 1;
    } finally {
      downloads.now -= 1;
    }
  }

  async function write(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
    const words = pageWords[pageLanguage(request.headers["accept-language"], query.get("lang"))].refused;
    const { origin, host } = request.headers;
    // A page of somebody else's that is open in a browser of the room.
    if (origin !== undefined && origin !== `http://${host}`)
      return say(response, 403, `${words.elsewhere}\n`);
    const form = await formOf(request);
    if (!form) {
      response.setHeader("Connection", "close");
      return say(response, 413, `${words["too-long"]}\n`);
    }
    const refused = attendance.write(form, request.socket.remoteAddress ?? "");
    if (refused)
      return say(response, refused === "full" || refused === "theirs" ? 409 : 400, `${words[refused]}\n`);
    const language = query.get("lang");
    response.setHeader("Location", language ? `/?lang=${encodeURIComponent(language)}` : "/");
    return say(response, 303, "");
  }

  await new Promise<void>((done, fail) => {
    server.once("error", fail).listen(port, address, done);
  }).catch((error: NodeJS.ErrnoException) =>
    refuse("./workshop serve-bundle", [listenProblem(error, options)]),
  );
  return {
    port: (server.address() as AddressInfo).port,
    downloads,
    attendance,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function addressOf({ url = "/" }: IncomingMessage): { path: string; query: URLSearchParams } | undefined {
  try {
    const mark = url.indexOf("?");
    const path = decodeURIComponent(mark < 0 ? url : url.slice(0, mark));
    return { path, query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)) };
  } catch {
    return undefined;
  }
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The answer still has to go out when it is too long.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > longestForm) return undefined;
    chunks.push(chunk as Buffer);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

function toTheEnd(response: ServerResponse, size: number): boolean {
  const range = String(response.getHeader("Content-Range") ?? "");
  return range === "" || range.includes(`-${size - 1}/`);
}

function listenProblem({ code, message }: NodeJS.ErrnoException, { address, port }: RoomOptions) {
  if (code === "EADDRINUSE") {
    return {
      path: "--port",
      value: port,
      reason: "is taken by another program",
      cure: "Name another, such as --port 8001, or end that program.",
    };
  }
  if (code === "EACCES") {
    return { path: "--port", value: port, reason: "is for root alone", cure: "Name one from 1024 on." };
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EINVAL") {
    return {
      path: "--address",
      value: address,
      reason: "is not an address of this machine",
      cure: "Leave it out, and all are listened on; ip address or ifconfig lists them.",
    };
  }
  return { path: "--address", value: `${address}:${port}`, reason: `cannot be listened on: ${message}` };
}
