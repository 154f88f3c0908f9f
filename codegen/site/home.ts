import type { Language } from "../../cli/lab/language";
import { frontMatter } from "./markdown";
import type { SitePage } from "./pages";

/** A card of the first page: where it leads, and what one finds there. */
interface Card {
  readonly slug: string;
  readonly title: string;
  readonly text: string;
}

interface HomeWords {
  readonly title: string;
  readonly tagline: string;
  readonly start: string;
  readonly labs: string;
  /** The other language, in its own words, and where its first page is. */
  readonly other: { readonly text: string; readonly link: string };
  readonly oneCommand: string;
  readonly oneCommandText: string;
  readonly oneFile: string;
  readonly oneFileText: string;
  readonly drawn: string;
  readonly drawnText: string;
  readonly further: string;
  readonly cards: (labs: number) => readonly Card[];
}

const words: Readonly<Record<Language, HomeWords>> = {
  en: {
    title: "Spark on Kubernetes",
    tagline:
      "A workshop that is a Pulumi program: a cluster, the operator, S3 and typed Spark jobs on your laptop, and the same on EKS.",
    start: "Start here",
    labs: "Do the labs",
    other: { text: "Em português", link: "./pt-BR/" },
    oneCommand: "One command",
    oneCommandText:
      "It takes an empty machine to a Spark job that has run on Kubernetes. What is missing is installed, checksums verified, and nothing outside of the project's own cluster changes.",
    oneFile: "One file a job",
    oneFileText:
      "The rest are defaults: the driver on demand and executors on spot, all in one zone; pods that fill their nodes; the magic committer; the event log. A preview refuses what could not run.",
    drawn: "What stands when it is up",
    drawnText: "Drawn from the program: an arrow leads from each part to what it waits for.",
    further: "Where to go from here",
    cards: (labs) => [
      {
        slug: "labs",
        title: `${labs} labs`,
        text: "Containers, Kubernetes and Spark. The machine checks what you did.",
      },
      {
        slug: "recipes",
        title: "Recipes",
        text: "Jobs to copy: tables, streams, SQL, many executors, Scala.",
      },
      {
        slug: "spark-applications",
        title: "Spark applications",
        text: "Every field, what is refused and why, sizes and committers.",
      },
      {
        slug: "environments",
        title: "Environments",
        text: "dev, hom, prod, previews on pull requests, the end of a stack.",
      },
      { slug: "aws", title: "On AWS", text: "EKS with Karpenter and S3: the price before, an audit after." },
      {
        slug: "instructor",
        title: "For the instructor",
        text: "Timetable, what to prepare, what goes wrong in a room.",
      },
    ],
  },
  "pt-BR": {
    title: "Spark no Kubernetes",
    tagline:
      "Um workshop que é um programa Pulumi: um cluster, o operador, S3 e jobs Spark tipados no seu laptop, e o mesmo no EKS.",
    start: "Comece aqui",
    labs: "Faça os laboratórios",
    other: { text: "In English", link: "../" },
    oneCommand: "Um comando",
    oneCommandText:
      "Ele leva uma máquina vazia a um job Spark que rodou no Kubernetes. O que falta é instalado, com checksums conferidos, e nada fora do cluster do próprio projeto muda.",
    oneFile: "Um arquivo por job",
    oneFileText:
      "O resto são padrões: o driver em on-demand e os executores em spot, todos em uma só zona; pods que preenchem seus nós; o committer mágico; o log de eventos. Um preview recusa o que não poderia rodar.",
    drawn: "O que há quando está no ar",
    drawnText: "Desenhado a partir do programa: uma seta leva de cada parte àquilo que ela espera.",
    further: "Para onde ir daqui",
    cards: (labs) => [
      {
        slug: "labs",
        title: `${labs} laboratórios`,
        text: "Contêineres, Kubernetes e Spark. A máquina confere o que você fez.",
      },
      {
        slug: "recipes",
        title: "Receitas",
        text: "Jobs para copiar: tabelas, streams, SQL, muitos executores, Scala.",
      },
      {
        slug: "spark-applications",
        title: "Aplicações Spark",
        text: "Cada campo, o que é recusado e por quê, tamanhos e committers.",
      },
      {
        slug: "environments",
        title: "Ambientes",
        text: "dev, hom, prod, previews em pull requests, o fim de uma stack.",
      },
      { slug: "aws", title: "Na AWS", text: "EKS com Karpenter e S3: o preço antes, uma auditoria depois." },
      {
        slug: "instructor",
        title: "Para quem dá o workshop",
        text: "Horários, o que preparar, o que dá errado em uma sala.",
      },
    ],
  },
};

/** The name of the site. */
export const siteTitle = { en: words.en.title, "pt-BR": words["pt-BR"].title };

/**
 * The first page of the site.
 *
 * @param overview the README in that language: the first page shows its job and the command before it.
 * @param environments the page of the environments, whose diagram of the stack `dev` the first page shows.
 */
export function homePage(
  language: Language,
  pages: readonly SitePage[],
  overview: string,
  environments: string,
): string {
  const said = words[language];
  const labs = pages.filter(({ lab }) => lab).length;
  const cards = said
    .cards(labs)
    .map(({ slug, title, text }) => `<a href="./${slug}/"><strong>${title}</strong><span>${text}</span></a>`);
  return [
    frontMatter({
      title: said.title,
      template: "splash",
      hero: {
        tagline: said.tagline,
        image: { html: '<div class="hero-mark"></div>' },
        actions: [
          { text: said.start, link: "./overview/", icon: "right-arrow" },
          { text: said.labs, link: "./labs/", variant: "minimal" },
          // A phone has no switch on a page without a menu.
          { ...said.other, variant: "minimal", icon: "translate" },
        ],
      },
    }),
    '<div class="beside">',
    "<div>",
    "",
    `## ${said.oneCommand}`,
    "",
    said.oneCommandText,
    "",
    block(overview, "sh", ""),
    "",
    "</div>",
    "<div>",
    "",
    `## ${said.oneFile}`,
    "",
    said.oneFileText,
    "",
    block(overview, "ts", ""),
    "",
    "</div>",
    "</div>",
    "",
    `## ${said.drawn}`,
    "",
    said.drawnText,
    "",
    block(environments, "mermaid", "<!-- diagram dev -->"),
    "",
    `## ${said.further}`,
    "",
    `<div class="cards">${cards.join("")}</div>`,
    "",
  ].join("\n");
}

/** The first block of a kind in a page, behind a text. */
function block(page: string, kind: string, behind: string): string {
  const [, ...rest] = behind === "" ? ["", page] : page.split(behind);
  const found = new RegExp(`^\`\`\`${kind}\\n[\\s\\S]*?^\`\`\`$`, "m").exec(rest.join(behind))?.[0];
  if (found === undefined)
    throw new Error(`There is no ${kind} block${behind && ` behind ${behind}`} for the first page.`);
  return found;
}
