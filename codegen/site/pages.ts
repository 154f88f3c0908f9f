import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type LabFolder, labFolders, loadLab, loadPage, pageFile } from "../../cli/lab/catalog";
import { type Need, needs } from "../../cli/lab/define";
import { type Language, languages, same, type Words } from "../../cli/lab/language";
import { messages } from "../../cli/lab/messages";
import { minutesOf, readDurations } from "../../cli/lab/minutes";

/** A page of the repository on the site. */
export interface SitePage {
  /** Where it stands on the site, in every language: `labs/01-containers`. */
  readonly slug: string;
  /** Its file in each language, from the root of the repository. */
  readonly files: Words;
  /** How the navigation calls it. */
  readonly label: Words;
  /** @default it is no page of a lab */
  readonly lab?: { readonly number: number; readonly need: Need; readonly minutes?: number };
}

/** Pages under one heading of the navigation. */
export interface PageGroup {
  readonly label: Words;
  readonly pages: readonly SitePage[];
  /** Headings within this one. @default none */
  readonly groups?: readonly PageGroup[];
}

/** Headings of the navigation, with their files in the order in which one reads them. */
const order: readonly { readonly label: Words; readonly files: readonly string[] }[] = [
  { label: { en: "Start here", "pt-BR": "Comece aqui" }, files: ["README.md", "docs/laptops.md"] },
  { label: { en: "Labs", "pt-BR": "Laboratórios" }, files: ["docs/labs.md", "docs/instructor.md"] },
  {
    label: same("Jobs"),
    files: ["docs/spark-applications.md", "docs/recipes.md", "docs/manifests.md", "docs/python.md"],
  },
  {
    label: { en: "Platform", "pt-BR": "Plataforma" },
    files: ["docs/environments.md", "docs/karpenter.md", "docs/aws.md", "docs/security.md"],
  },
  // A page that no heading names stands here too.
  {
    label: { en: "The project", "pt-BR": "O projeto" },
    files: ["docs/architecture.md", "docs/package.md", "CONTRIBUTING.md"],
  },
];

/** Slugs that do not follow from the name of the file. */
const slugs: Readonly<Record<string, string>> = {
  "README.md": "overview",
  "CONTRIBUTING.md": "contributing",
};

/** Every page for people, in the order of the navigation; the labs beneath the page that tells of them, a heading for each need. */
export function pageGroups(root: string): PageGroup[] {
  const named = order.flatMap(({ files }) => files);
  const others = readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md") && !name.endsWith(".pt-BR.md"))
    .map((name) => `docs/${name}`)
    .filter((file) => !named.includes(file));
  return order.map(({ label, files }, i) => {
    const all = i === order.length - 1 ? [...files, ...others] : files;
    const pages = all.map((file) => page(root, file));
    return { label, pages, groups: files.includes("docs/labs.md") ? labGroups(root) : undefined };
  });
}

/** All pages of groups and of those within them. */
export function pagesOf(groups: readonly PageGroup[]): SitePage[] {
  return groups.flatMap(({ pages, groups: inner = [] }) => [...pages, ...pagesOf(inner)]);
}

function page(root: string, file: string): SitePage {
  const files = { en: file, "pt-BR": file.replace(/\.md$/, ".pt-BR.md") };
  const label = inEach((language) => titleOf(readFileSync(join(root, files[language]), "utf8")));
  return { slug: slugs[file] ?? file.replace(/^docs\/|\.md$/g, ""), files, label };
}

function labGroups(root: string): PageGroup[] {
  const durations = readDurations(root);
  const labs = labFolders(root).map((at) => labPage(root, at, durations[at.folder]));
  return needs.map((need) => ({
    label: inEach((language) => messages[language].groups[need]),
    pages: labs.filter(({ lab }) => lab?.need === need),
  }));
}

function labPage(root: string, at: LabFolder, seconds: number | undefined): SitePage {
  const { title, needs: need } = loadLab(at);
  const minutes = minutesOf(
    languages.map((language) => loadPage(at, language)),
    seconds,
  );
  return {
    slug: `labs/${at.folder}`,
    files: inEach((language) => pageFile(at, language).slice(root.length + 1)),
    label: inEach((language) => `${at.number} · ${title[language]}`),
    lab: { number: at.number, need, minutes },
  };
}

/** The heading that a page begins with. */
export function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? "";
}

/** A text made for each language. */
export function inEach(text: (language: Language) => string): Words {
  return { en: text("en"), "pt-BR": text("pt-BR") };
}
