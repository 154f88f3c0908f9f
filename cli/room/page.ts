import { type Language, languages, numberIn } from "../lab/language";
import { type Attendee, longestLaptop, longestName, stages } from "./attendance";
import { pageWords } from "./page-words";
import { qrImage } from "./qr-code";
import type { ServedBundle } from "./served-bundle";

/** What a page is made of. */
export interface PageFacts {
  readonly bundle: ServedBundle;
  readonly attendees: readonly Attendee[];
  /** Host and port for what is typed. */
  readonly host: string;
  readonly language: Language;
  /** Whether it is for the screen of the room: the list alone, which comes anew by itself. */
  readonly screen: boolean;
}

/** Headers of a page: it loads nothing, runs nothing, and is in no other page. */
export const pageHeaders = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** The language that a browser asks for, else English. @param asked value of `lang` in the address. */
export function pageLanguage(accepted: string | undefined, asked: string | null): Language {
  const named = languages.find((one) => one === asked);
  return named ?? (/^\s*pt\b/i.test(accepted ?? "") ? "pt-BR" : "en");
}

/** The room's page: the one line to type, a QR code, and who has what. No script; made for a phone first. */
export function roomPage({ bundle, attendees, host, language, screen }: PageFacts): string {
  const words = pageWords[language];
  const address = `http://${host}/`;
  const line = `curl -fsSL ${address}get | sh`;
  const gigabytes = numberIn(language, bundle.whole.size / 1e9, 2);
  const others = languages.filter((one) => one !== language);
  const take = [
    `<p>${escaped(words.what(bundle.manifest.platform, gigabytes, bundle.signed))}</p>`,
    `<p>${escaped(words.type)}</p><pre>${escaped(line)}</pre>`,
  ];
  const explained = [
    `<p>${escaped(words.withName)}</p><pre>${escaped(line.replace("| sh", `| WORKSHOP_NAME=Ana sh`))}</pre>`,
    `<p>${escaped(words.verifies)} ${escaped(words.next)}</p>`,
  ];
  const code = `<p>${escaped(words.phone)} <b>${escaped(address)}</b></p><div class="qr">${qrImage(address)}</div>`;
  const form = [
    `<form method="post" action="names?lang=${language}">`,
    `<label>${escaped(words.name)} <input name="name" maxlength="${longestName}" required autocomplete="off"></label>`,
    `<label>${escaped(words.has)} <select name="has">${stages
      .map((stage) => `<option value="${stage}">${escaped(words.stages[stage])}</option>`)
      .join("")}</select></label>`,
    `<label>${escaped(words.laptop)} <input name="laptop" maxlength="${longestLaptop}" autocomplete="off"></label>`,
    `<button>${escaped(words.write)}</button> <button name="gone" value="1">${escaped(words.gone)}</button>`,
    "</form>",
  ];
  const details = [
    `<details><summary>${escaped(words.more)}</summary>`,
    `<p>SHA-256: <code>${bundle.whole.tag}</code></p>`,
    `<p>${escaped(words.registry(host))}</p>`,
    `<p>${escaped(words.parts)}</p><ul>`,
    ...bundle.members
      .filter((name) => !name.startsWith("images/"))
      .map((name) => `<li><a href="parts/${encodeURIComponent(name)}">${escaped(name)}</a></li>`),
    "</ul></details>",
  ];
  const links = others.map((one) => `<a href="?lang=${one}" lang="${one}">${one}</a>`).join(" ");
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ...(screen ? ['<meta http-equiv="refresh" content="10">'] : []),
    `<title>${escaped(words.title)}</title><style>${style}</style></head><body>`,
    `<h1>${escaped(words.title)}</h1>`,
    ...take,
    ...(screen ? [] : explained),
    code,
    `<h2>${escaped(words.who)} (${attendees.length})</h2>`,
    ...(screen ? [] : [`<p>${escaped(words.optIn)}</p>`, ...form]),
    ...list(attendees, language),
    ...(screen
      ? []
      : [`<p><a href="?screen=1&amp;lang=${language}">${escaped(words.screen)}</a></p>`, ...details]),
    `<p>${links}</p></body></html>`,
  ].join("\n");
}

function list(attendees: readonly Attendee[], language: Language): string[] {
  const words = pageWords[language];
  if (attendees.length === 0) return [`<p>${escaped(words.nobody)}</p>`];
  return [
    '<div class="wide"><table>',
    ...attendees.map(
      ({ name, has, laptop }) =>
        `<tr><td>${escaped(name)}</td><td>${escaped(words.stages[has])}</td><td>${escaped(laptop)}</td></tr>`,
    ),
    "</table></div>",
  ];
}

/** Text as HTML shows it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; color-scheme: light dark; }
pre { overflow-x: auto; padding: .8rem; border: 1px solid; border-radius: .4rem; font-size: 1.1rem; }
.qr { max-width: 16rem; background: #fff; } .qr svg { display: block; width: 100%; height: auto; }
label { display: block; margin: .5rem 0; } input, select { font: inherit; width: 100%; box-sizing: border-box; }
button { font: inherit; padding: .4rem .8rem; } .wide { overflow-x: auto; } td { padding: .2rem .8rem .2rem 0; vertical-align: top; }
code { word-break: break-all; }`;
