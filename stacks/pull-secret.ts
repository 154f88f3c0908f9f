import { isJsonObject } from "../components/facts";

/**
 * What is wrong with the content of a `.dockerconfigjson`, as the end of a sentence that does not repeat it. The API server takes
 * any JSON object; a kubelet pulls with none that has no login in it.
 *
 * @see ValidateSecret in Kubernetes' pkg/apis/core/validation, and DockerConfigJSON in pkg/credentialprovider
 */
export function pullSecretFault(text: string): string | undefined {
  if (text === "") return undefined;
  const example = 'such as docker login writes: {"auths": {"ghcr.io": {"auth": "…"}}}';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `is not JSON ${example}`;
  }
  if (!isJsonObject(value)) return `is not a JSON object ${example}`;
  const { auths, credsStore, credHelpers } = value;
  if (auths !== undefined && !isJsonObject(auths)) return `has auths that are not an object ${example}`;
  const logins = Object.values(auths ?? {});
  if (logins.some((login) => !isJsonObject(login)))
    return `has a registry in auths without an object ${example}`;
  const hasLogin = logins.some((login) => isJsonObject(login) && Object.keys(login).length > 0);
  if ((credsStore || credHelpers) && !hasLogin)
    return "has no login in it: docker keeps them in a credential store of this machine, which no node can ask";
  return undefined;
}
