/**
 * Whether a name and a value that everybody can read are a secret. Every rule asks here: about Spark properties, arguments,
 * environment variables, ConfigMaps and charts' values.
 */

/** Words that say so wherever they stand in the last part of a name: `db.sslpassword`, `SENHA_DO_BANCO`. */
const strong = /(password|passwd|passphrase|senha|segredo)$/;
/** Words that say so at the end of a name. In front of other words they are about something else: `token-column`. */
const weak = /^(secret|token|credential|credentials|credencial|credenciais|apikey|accesskey|secretkey|pwd)$/;
/** Two words that say so together at the end of a name. A key alone is what tables are joined by, and so is a `chave`. */
const pairs =
  /(^| )((access|secret|private|api|account|encryption|signing|shared) key|chave (privada|secreta|acesso|api)|(api|access|secret) chave|db pass)$/;
/** Words after which a name is about a secret and does not hold one: where it is, what it is called, how long it lasts. */
const about =
  /^(file|path|dir|class|enabled|name|type|expiry|timeout|ttl|provider|arn|id|env|var|column|url|uri|endpoint|mechanism|length|format|alias|ref|arquivo|caminho|nome|coluna|tipo)$/;
/** What language models and parsers call tokens. */
const textTokens = /(^| )(max|min|num|total|eos|bos|pad|unk|sep|cls|mask|next|stop|new|special) token$/;
/** Endings that do not change what a name is about. */
const endings = /^(value|valor|plain|prod|production|dev|hom|staging|test|qa|de|da|\d+)$/;

/** Values that are references, marks of a preview, or say that there is none. */
const reference =
  /^(\$\{.*\}|\$\(.*\)|\$\w+|\{\{.*\}\}|env:\w+|file:.*|local:.*|arn:.*|(\/[\w.@-]+)+\/?|[a-z0-9]+:\/\/[^@?]*|true|false|null|none|\*+|<.*>|)$/i;
const mark = /\[(secret|known after up)\]/;

/**
 * Values that are secrets by their look, with what they are called. None may take longer than in proportion to the text, which
 * anyone may write: a match begins where a word begins, or a part has a limit.
 */
const looks: readonly (readonly [RegExp, string])[] = [
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, "an AWS access key"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY/, "a private key"],
  [/\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,})/, "a GitHub token"],
  [/(?<![\w-])eyJ[\w-]{5,}\.[\w-]+\.[\w-]+/, "a JSON web token"],
  [/\bBearer [\w.~+/-]{16,}/, "a bearer token"],
  [/\bxox[abprs]-[\w-]{10,}/, "a Slack token"],
  [/\b(AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{16,}/, "an Azure key"],
  [/[?&]sig=[\w%+/-]{20,}/, "an Azure signature"],
];
/** What stands before an @ in a URL: `scheme://user:password@host`, and Oracle's `jdbc:oracle:thin:user/password@`. */
const inUrl = [
  /(?<![a-z0-9+.-])[a-z0-9+.-]+:\/\/[^\s/?#@:]*:([^\s/@]+)@/i,
  /jdbc:oracle:\w{1,16}:[^\s/@]{1,256}\/([^\s@]{1,512})@/i,
];
/** Parameters of a URL or of a line of settings: `?password=x`, `;senha=x`, and `password="x"` as JAAS has it. */
const parameters = [/[?&;]([\w.-]+)=([^&;\s]+)/g, /(?:^|\s)([\w.-]+)\s*=\s*["']([^"']+)["']/g];

/**
 * What of a secret a value gives away.
 *
 * @param name of a property, an argument or a variable, without its value. Empty where there is none.
 * @returns "a secret", "an AWS access key", … and never the value; `undefined` where nothing is seen.
 */
export function secretIn(name: string, value: string): string | undefined {
  if (mark.test(value)) return undefined;
  const look = looks.find(([pattern]) => pattern.test(value))?.[1];
  if (look) return look;
  // A text of several lines is a program or a file of settings, where a name beside an equals sign may be code.
  if (value.includes("\n")) return undefined;
  if (inUrl.some((pattern) => isLiteral(pattern.exec(value)?.[1]))) return "a password in a URL";
  const given = parameters.flatMap((pattern) => [...value.matchAll(pattern)]);
  if (given.some(([, key = "", inner]) => namesSecret(key) && isLiteral(inner))) return "a secret";
  return namesSecret(name) && isLiteral(value) && !(isWeak(name) && /^\d{1,6}$/.test(value))
    ? "a secret"
    : undefined;
}

/** Whether a name is one under which a secret is kept, in English or in Portuguese. */
export function namesSecret(name: string): boolean {
  // Where secrets are mounted, and which key of a Secret a variable comes from.
  if (/^spark\.kubernetes\.(driver|executor)\.(secrets|secretKeyRef)\./.test(name)) return false;
  if (/\bfs\.azure\.sas\./.test(name)) return true;
  const words = wordsOf(name);
  if (about.test(words.at(-1) ?? "")) return false;
  const last = wordsOf(name.split(/[./[\]]/).at(-1) ?? "");
  return strong.test(words.at(-1) ?? "") || last.some((word) => strong.test(word)) || isWeak(name);
}

/** Whether a name is a password's beyond doubt: words such as "secret" and "token" are in names of other things too. */
export function namesPassword(name: string): boolean {
  return namesSecret(name) && !isWeak(name);
}

function isWeak(name: string): boolean {
  const words = wordsOf(name);
  const text = words.filter((word) => word !== "de" && word !== "da").join(" ");
  return (weak.test(words.at(-1) ?? "") && !textTokens.test(text)) || pairs.test(text);
}

/** The words of a name in lower case: of `fs.azure.account.key.lake.dfs.core.windows.net` those before the account. */
function wordsOf(name: string): string[] {
  const words = name
    .replace(/\.[\w-]+\.(dfs|blob)\.core\.windows\.net$/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  while (words.length > 1 && endings.test(words.at(-1) ?? "")) words.pop();
  return words;
}

function isLiteral(value: string | undefined): boolean {
  return value !== undefined && !reference.test(value);
}
