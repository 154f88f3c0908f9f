import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { test } from "node:test";
import { base, dist, facts, fileOf, pathsOf } from "./served.ts";

/** A page of the built site. */
interface BuiltPage {
  readonly path: string;
  readonly html: string;
  readonly ids: ReadonlySet<string>;
}

const pages = new Map(
  readdirSync(dist, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("index.html"))
    .map((file): [string, BuiltPage] => {
      const path = `${base}${file
        .split(sep)
        .join("/")
        .replace(/index\.html$/, "")}`;
      const html = readFileSync(join(dist, file), "utf8");
      return [path, { path, html, ids: new Set(values(html, "id")) }];
    }),
);

/** Values of an attribute in a page. */
function values(html: string, attribute: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, "g"))].map(([, value = ""]) =>
    value.replaceAll("&amp;", "&").replaceAll("&#38;", "&"),
  );
}

const languages = facts.languages.map((language) => ({ language, paths: pathsOf(language) }));

for (const { language, paths } of languages) {
  test(`${language}: every page of the repository is there, in its language`, () => {
    assert.ok(paths.length > 30);
    const spoken = paths.map((path) => [path, /<html lang="([^"]*)"/.exec(pages.get(path)?.html ?? "")?.[1]]);
    assert.deepEqual(
      spoken,
      paths.map((path) => [path, language]),
    );
  });

  test(`${language}: each entry of the package has its page of the API, whose text is English`, () => {
    const api = paths.filter((path) => /\/api\//.test(path));
    assert.ok(api.length > 3);
    const texts = api.map((path) => /<main[^>]* lang="([^"]*)"/.exec(pages.get(path)?.html ?? "")?.[1]);
    assert.deepEqual(
      texts,
      api.map(() => "en"),
    );
    const notes = api.filter((path) => pages.get(path)?.html.includes("que só existem em inglês"));
    assert.deepEqual(notes, language === "en" ? [] : api);
  });

  test(`${language}: the navigation of each page lists all`, () => {
    const [, ...listed] = paths;
    for (const path of listed) {
      const nav = /<nav class="sidebar[\s\S]*?<\/nav>/.exec(pages.get(path)?.html ?? "")?.[0] ?? "";
      assert.deepEqual([path, values(nav, "href").sort()], [path, [...listed].sort()]);
    }
  });

  test(`${language}: each page has the same page in every language behind the switch`, () => {
    for (const [i, path] of paths.entries()) {
      const select = /<starlight-lang-select[\s\S]*?<\/select>/.exec(pages.get(path)?.html ?? "")?.[0] ?? "";
      assert.deepEqual([path, values(select, "value")], [path, languages.map((other) => other.paths[i])]);
    }
  });
}

test("no link is dead, nor an anchor", () => {
  const dead: string[] = [];
  let seen = 0;
  for (const { path, html } of pages.values()) {
    for (const link of [...values(html, "href"), ...values(html, "src")]) {
      const url = new URL(link, `http://site${path}`);
      if (url.host !== "site") continue;
      seen++;
      const id = decodeURIComponent(url.hash.slice(1));
      const there = fileOf(url.pathname) !== undefined;
      const page = pages.get(url.pathname);
      if (!there || (id !== "" && page && !page.ids.has(id))) dead.push(`${path}: ${link}`);
    }
  }
  assert.ok(seen > 1000);
  assert.deepEqual(dead, []);
});

test("nothing is asked of another host when a page is opened", () => {
  const asked = [...pages.values()].flatMap(({ path, html }) =>
    [...html.matchAll(/<(?:script|link|img|iframe)\b[^>]*\s(?:src|href)="(?:https?:)?\/\/([^"/]*)/g)]
      .filter(([tag]) => !/rel="(?:canonical|alternate)"/.test(tag))
      .map(([, host]) => `${path}: ${host}`),
  );
  assert.deepEqual(asked, []);
});
