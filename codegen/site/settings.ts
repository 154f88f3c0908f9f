import { type Problem, refuse } from "../../components/errors";

/** What the site is told by the environment: the project itself has no published address. */
export interface SiteSettings {
  /** Address that the site is published at. @default none: it works under any, at the root of its host */
  readonly url?: string;
  /** Address below which the repository's files are found. @default none: files are named, without a link */
  readonly repository?: string;
}

/**
 * Reads `SITE_URL` and `SITE_REPOSITORY`.
 *
 * @throws {InvalidInput} with each that is no address.
 */
export function siteSettings(env: NodeJS.ProcessEnv): SiteSettings {
  const problems: Problem[] = [];
  const address = (name: string, example: string): string | undefined => {
    const value = env[name]?.trim();
    if (!value) return undefined;
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash) return value.replace(/\/*$/, "/");
    problems.push({ path: name, value, reason: "is no address of a folder", cure: `Write ${example}.` });
    return undefined;
  };
  const url = address("SITE_URL", "https://HOST/ or https://HOST/FOLDER/");
  const repository = address("SITE_REPOSITORY", "https://HOST/OWNER/NAME/blob/main/");
  refuse("The site", problems);
  return { url, repository };
}
