import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { launch } from "./chrome.ts";
import { facts, pathsOf, serve } from "./served.ts";

const widths = [390, 1280];
const themes = ["light", "dark"] as const;
/** A word of each language that the other has not, and that pages of it have. */
const searched: Readonly<Record<string, string>> = { en: "interruption", "pt-BR": "interrupção" };
/** A name that the package exports, told of in its API. */
const exported = "SparkConnectArgs";

let site: Awaited<ReturnType<typeof serve>>;
let browser: Browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.close();
});

/** A tab as wide as a screen. @param faults told of what the browser complains of, on which page. */
async function tab(width: number, faults: string[] = []): Promise<Page> {
  const page = await browser.newPage();
  // A bound for what hangs, not a measure: the machine may be busy with something else.
  page.setDefaultTimeout(120_000);
  const fault = (what: string) => faults.push(`${new URL(page.url()).pathname}: ${what}`);
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) fault(message.text());
  });
  page.on("pageerror", (error) => fault(String(error)));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // What a tab that goes on no longer waits for.
    if (why !== "net::ERR_ABORTED") fault(`${request.url()}: ${why}`);
  });
  await page.setViewport({ width, height: 900 });
  return page;
}

/** A page of the site in a tab of its own. */
async function open(path: string, width: number): Promise<Page> {
  const page = await tab(width);
  await page.goto(`${site.origin}${path}`);
  return page;
}

/** Contrast of two colours as WCAG 2 defines it, seen in the page: colours may be written in any way. */
function contrasts(this: void): { readonly of: string; readonly ratio: number }[] {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map<string, number>();
  const luminance = (color: string): number => {
    const before = known.get(color);
    if (before !== undefined || !canvas) return before ?? 0;
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
      const part = byte / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    const found = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    known.set(color, found);
    return found;
  };
  const ratio = (a: string, b: string): number => {
    const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (element: Element | null): string => {
    const color = element ? getComputedStyle(element).backgroundColor : "white";
    return element && /^rgba\(.*, 0\)$|^transparent$/.test(color) ? behind(element.parentElement) : color;
  };
  const texts = [...document.querySelectorAll("main :is(p, td, th, li, a, h1, h2, summary, code)")];
  const nodes = [...document.querySelectorAll(".diagram .node")];
  return [
    ...texts
      .filter((text) => text.textContent?.trim())
      .map((text) => ({
        of: `${text.localName} ${text.textContent?.trim().slice(0, 30)}`,
        ratio: ratio(getComputedStyle(text).color, behind(text)),
      })),
    ...nodes.map((node) => {
      const fill = (part: string) => getComputedStyle(node.querySelector(part) ?? node).fill;
      return { of: `diagram ${node.textContent}`, ratio: ratio(fill("text"), fill("rect")) };
    }),
  ];
}

for (const language of facts.languages) {
  test(`${language}: no page scrolls sideways on a phone or a desktop, its words can be read in light and dark, and the browser complains of nothing`, async () => {
    const faults: string[] = [];
    const paths = pathsOf(language);
    const visit = async (): Promise<void> => {
      const page = await tab(widths[0] ?? 0, faults);
      for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
        await page.goto(`${site.origin}${path}`);
        for (const width of widths) {
          await page.setViewport({ width, height: 900 });
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          if (wide > width) faults.push(`${path}: ${wide} px wide at ${width} px`);
        }
        for (const theme of themes) {
          await page.evaluate((name) => {
            document.documentElement.dataset.theme = name;
          }, theme);
          for (const { of, ratio } of await page.evaluate(contrasts))
            if (ratio < 4.5) faults.push(`${path}: contrast ${ratio.toFixed(1)} in the ${theme}: ${of}`);
        }
      }
      await page.close();
    };
    await Promise.all([visit(), visit()]);
    assert.deepEqual(faults, []);
  });

  test(`${language}: the search finds a word and a name of the API, in pages of the language alone`, async () => {
    const [first = "", ...all] = pathsOf(language);
    const search = async (word: string): Promise<string[]> => {
      const page = await open(first, 1280);
      await page.click("site-search button[data-open-modal]");
      await page.waitForSelector("site-search .pagefind-ui__search-input", { visible: true });
      await page.type("site-search .pagefind-ui__search-input", word);
      await page.waitForSelector("site-search .pagefind-ui__result-link");
      const found = await page.$$eval("site-search .pagefind-ui__result-link", (links) =>
        links.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
      );
      await page.close();
      return found;
    };
    const [words, names] = await Promise.all([search(searched[language] ?? ""), search(exported)]);
    assert.ok(words.length > 1);
    assert.ok(names.some((path) => path.endsWith("/api/")));
    assert.deepEqual(
      [...words, ...names].filter((path) => !all.includes(path)),
      [],
    );
  });

  test(`${language}: blocks of commands have a button that copies them`, async () => {
    const path = pathsOf(language).find((one) => one.endsWith("/labs/01-containers/")) ?? "";
    const page = await open(path, 390);
    const blocks = await page.$$eval(".expressive-code figure", (figures) =>
      figures.map((figure) => figure.querySelector(".copy button")?.getAttribute("title")),
    );
    await page.close();
    assert.ok(blocks.length > 5);
    const title = language === "en" ? "Copy to clipboard" : "Copiar para área de transferência";
    assert.deepEqual(
      blocks,
      blocks.map(() => title),
    );
  });

  test(`${language}: the diagrams are drawn, each part of them within its frame`, async () => {
    const [home = "", ...all] = pathsOf(language);
    const environments = all.find((path) => path.endsWith("/environments/")) ?? "";
    for (const [path, count] of [
      [home, 1],
      [environments, 2],
    ] as const) {
      const page = await open(path, 1280);
      const diagrams = await page.$$eval(".diagram svg", (drawings) =>
        drawings.map((svg) => {
          const frame = svg.getBoundingClientRect();
          const boxes = [...svg.querySelectorAll(".node")].map((node) => node.getBoundingClientRect());
          const within = boxes.filter(
            ({ width, left, right }) => width > 20 && left >= frame.left && right <= frame.right,
          );
          const arrows = [...svg.querySelectorAll(".edge")].filter(
            (edge) => getComputedStyle(edge).stroke !== "none",
          );
          return { parts: boxes.length, within: within.length, arrows: arrows.length };
        }),
      );
      const left = await page.$$("code.language-mermaid, pre[data-language=mermaid]");
      await page.close();
      assert.deepEqual([path, diagrams.length, left.length], [path, count, 0]);
      for (const { parts, within, arrows } of diagrams) {
        assert.ok(parts > 8 && arrows >= parts - 2, `${parts} parts, ${arrows} arrows`);
        assert.equal(within, parts);
      }
    }
  });
}

test("the switch of language leads to the same page and back", async () => {
  const [english = "", portuguese = ""] = facts.languages.map(
    (language) => pathsOf(language).find((path) => path.endsWith("/labs/01-containers/")) ?? "",
  );
  const page = await open(english, 1280);
  for (const path of [portuguese, english]) {
    const turned = page.waitForNavigation();
    await page.select("header starlight-lang-select select", path);
    await turned;
    assert.equal(new URL(page.url()).pathname, path);
  }
  await page.close();
});

test("the machine's own setting chooses light or dark, and the choice of a reader stays", async () => {
  const page = await open(pathsOf("en")[1] ?? "", 1280);
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  for (const value of themes) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    await page.reload();
    assert.equal(await theme(), value);
  }
  await page.select("header starlight-theme-select select", "light");
  await page.reload();
  assert.equal(await theme(), "light");
  await page.close();
});

test("on a phone the menu opens, and leads to every page", async () => {
  const [, first = "", ...all] = pathsOf("pt-BR");
  const page = await open(first, 390);
  await page.click('button[popovertarget="starlight__sidebar"]');
  const seen = await page.$$eval("nav.sidebar a", (links) =>
    links.filter((link) => link.checkVisibility()).map((link) => link.pathname),
  );
  await page.close();
  assert.deepEqual(seen.sort(), [first, ...all].sort());
});
