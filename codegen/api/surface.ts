import { dirname, join } from "node:path";
import ts from "typescript";
import { sourceManifest } from "../package";

/** A member of a public name, or a parameter of a function. */
export interface Member {
  readonly name: string;
  /** Its type, as the source writes it; of a method, its signature. */
  readonly type: string;
  readonly text: string;
  /** @default none */
  readonly byDefault?: string;
}

/** A name that the package exports. */
export interface PublicName {
  readonly name: string;
  /** How it is declared, without its members. */
  readonly declaration: string;
  /** Its doc comment. */
  readonly text: string;
  readonly members: readonly Member[];
  /** What it throws. */
  readonly throws: readonly string[];
  /** Markdown, as the doc comment has it. */
  readonly examples: readonly string[];
}

/** What a program imports from. */
export interface Entry {
  /** As it is imported: `spark-workshop-components/kind`. */
  readonly module: string;
  /** Its last part, `index` for the package itself. */
  readonly page: string;
  readonly names: readonly PublicName[];
}

/** The public surface of the package, read from its entries. */
export function publicSurface(root: string): Entry[] {
  const manifest = sourceManifest();
  const exported = Object.entries(manifest.exports).filter(([, file]) => file.endsWith(".ts"));
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const files = exported.map(([, file]) => join(root, "components", file));
  const program = ts.createProgram(files, { ...options, types: [] }, ownModulesAlone(options));
  const checker = program.getTypeChecker();
  return exported.map(([path], i) => {
    const source = program.getSourceFile(files[i] ?? "");
    const module = source && checker.getSymbolAtLocation(source);
    const symbols = module ? checker.getExportsOfModule(module) : [];
    return {
      module: `${manifest.name}${path.slice(1)}`,
      page: path === "." ? "index" : path.slice(2),
      names: symbols.map((symbol) => publicName(symbol, checker, join(root, "components"))),
    };
  });
}

/** Reads the package's own modules alone: types of others stand in the pages as the source writes them, and take long to read. */
function ownModulesAlone(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (modules, file) =>
    modules.map(({ text }) =>
      text.startsWith(".") ? ts.resolveModuleName(text, file, options, host) : { resolvedModule: undefined },
    );
  return host;
}

function publicName(exported: ts.Symbol, checker: ts.TypeChecker, components: string): PublicName {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const [declaration] = symbol.declarations ?? [];
  if (!declaration) throw new Error(`${exported.name} is declared nowhere`);
  const tags = symbol.getJsDocTags(checker);
  const told = (name: string) =>
    tags.filter((tag) => tag.name === name).map(({ text }) => ts.displayPartsToString(text));
  return {
    name: exported.name,
    declaration: declared(exported.name, declaration),
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    members: membersOf(declaration, symbol, checker, components),
    throws: told("throws"),
    examples: told("example"),
  };
}

/** A declaration in a line or a few, with the public name in it. */
function declared(name: string, node: ts.Declaration): string {
  if (ts.isClassDeclaration(node)) {
    const making = node.members.find(ts.isConstructorDeclaration);
    const parameters = making?.parameters.map((one) => one.getText()).join(", ");
    return parameters === undefined ? `class ${name}` : `new ${name}(${parameters})`;
  }
  if (ts.isInterfaceDeclaration(node)) {
    const heritage = node.heritageClauses?.map((clause) => ` ${clause.getText()}`).join("") ?? "";
    return `interface ${name}${heritage}`;
  }
  if (ts.isTypeAliasDeclaration(node)) return withoutExport(node.getText());
  if (ts.isFunctionDeclaration(node)) return `function ${name}${signatureOf(node)}`;
  const type = ts.isVariableDeclaration(node) ? node.type?.getText() : undefined;
  return `const ${name}${type === undefined ? "" : `: ${type}`}`;
}

/** Parameters and result, as the source writes them. */
function signatureOf({ parameters, type, typeParameters }: ts.SignatureDeclaration): string {
  const generic = typeParameters ? `<${typeParameters.map((one) => one.getText()).join(", ")}>` : "";
  const given = parameters.map((one) => one.getText()).join(", ");
  return `${generic}(${given})${type ? `: ${type.getText()}` : ""}`;
}

function withoutExport(text: string): string {
  return text.replace(/^export /, "");
}

/** Public members of a class or interface, those that it has of other public interfaces too; parameters of a function that are told of. */
function membersOf(
  node: ts.Declaration,
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
  components: string,
): Member[] {
  if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) {
    const statics = ts.isClassDeclaration(node) ? [...(symbol.exports?.values() ?? [])] : [];
    const own = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
    return [
      ...statics.filter(({ name }) => name !== "prototype").map((one) => ({ one, prefix: "static " })),
      ...own.map((one) => ({ one, prefix: "" })),
    ]
      .filter(({ one }) => isPublic(one, components))
      .map(({ one, prefix }) => member(one, prefix, node, checker));
  }
  return symbol
    .getJsDocTags(checker)
    .filter(({ name }) => name === "param")
    .map(({ text = [] }) => ({
      name: text.find(({ kind }) => kind === "parameterName")?.text ?? "",
      type: "",
      text: text
        .filter(({ kind }) => kind === "text")
        .map((one) => one.text)
        .join(""),
    }));
}

/** Whether a member is the package's own and for others. */
function isPublic({ declarations = [] }: ts.Symbol, components: string): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return declarations.some(
    (one) =>
      `${dirname(one.getSourceFile().fileName)}/`.startsWith(`${components}/`) &&
      (ts.getCombinedModifierFlags(one) & hidden) === 0,
  );
}

function member(symbol: ts.Symbol, prefix: string, at: ts.Node, checker: ts.TypeChecker): Member {
  const declaration = symbol.declarations?.[0] as ts.Declaration & {
    type?: ts.TypeNode;
    questionToken?: ts.Node;
  };
  const method = ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration);
  const type = checker.getTypeOfSymbolAtLocation(symbol, at);
  const [byDefault] = symbol.getJsDocTags(checker).filter(({ name }) => name === "default");
  return {
    name: `${prefix}${symbol.name}${declaration.questionToken ? "?" : ""}`,
    type: method ? signatureOf(declaration) : (declaration.type?.getText() ?? checker.typeToString(type, at)),
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    ...(byDefault ? { byDefault: ts.displayPartsToString(byDefault.text) } : {}),
  };
}
