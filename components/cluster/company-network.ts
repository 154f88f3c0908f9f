import { existsSync, readFileSync } from "node:fs";
import { refuse } from "../errors";
import { caBundleProblems } from "../images/ca-bundle";

/** What pods are given to reach what lies outside the cluster through a company's network. */
export interface CompanyNetwork {
  /**
   * Certificate authorities, PEM, that jobs trust beside the public ones.
   * @default public ones alone
   */
  readonly authorities?: string;
  /**
   * URL of the repository that jobs get packages from in the place of Maven Central.
   * @default Maven Central
   */
  readonly maven?: string;
}

/**
 * The network of pods on a cluster of this machine.
 *
 * @param caBundle file with a company's certificate authorities. One that is not there adds none: a preview may be made where
 * it is not, and preflight refuses it.
 * @param maven mirror of Maven Central.
 * @throws {InvalidInput} for a file that is there and is no bundle.
 */
export function companyNetworkOf(
  subject: string,
  { caBundle, maven }: { readonly caBundle?: string; readonly maven?: string },
): CompanyNetwork | undefined {
  if (caBundle === undefined) return maven === undefined ? undefined : { maven };
  if (!existsSync(caBundle)) return { authorities: "", maven };
  refuse(subject, caBundleProblems("caBundle", caBundle));
  return { authorities: readFileSync(caBundle, "utf8"), maven };
}
