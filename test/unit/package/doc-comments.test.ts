import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { sourceManifest } from "../../../codegen/package";

const root = resolve(__dirname, "..", "..", "..");
const components = join(root, "components");

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
}

/** What an entry of the package exports: the file of each name. */
function exported(entry: string): [name: string, file: string][] {
  return parsed(entry).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause) return [];
    if (!ts.isNamedExports(statement.exportClause)) return [];
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    const file = `${join(dirname(entry), from)}.ts`;
    return statement.exportClause.elements.map((one): [string, string] => [
      (one.propertyName ?? one.name).text,
      file,
    ]);
  });
}

const told = (node: ts.Node) => ts.getJSDocCommentsAndTags(node).length > 0;

/** Declarations of a name in a file. */
function declarations(name: string, file: string): ts.Statement[] {
  return parsed(file).statements.filter((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.some((one) => one.name.getText() === name);
    return (statement as ts.Statement & { name?: ts.Identifier }).name?.text === name;
  });
}

function isPublic(member: ts.ClassElement | ts.TypeElement): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (ts.getCombinedModifierFlags(member) & hidden) === 0 && !ts.isConstructorDeclaration(member);
}

/** The interfaces that a class implements, by the names and files that it imports them from. */
function implemented(statement: ts.Statement, file: string): [name: string, file: string][] {
  if (!ts.isClassDeclaration(statement)) return [];
  const imports = parsed(file).statements.filter(ts.isImportDeclaration);
  return (statement.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ImplementsKeyword)
    .flatMap(({ types }) => types.map(({ expression }) => expression.getText()))
    .flatMap((name) => [
      // Beside the class, where it is not imported.
      ...(declarations(name, file).length > 0 ? [[name, file] as [string, string]] : []),
      ...imports.flatMap(({ importClause, moduleSpecifier }): [string, string][] => {
        const bindings = importClause?.namedBindings;
        if (!bindings || !ts.isNamedImports(bindings)) return [];
        const from = join(dirname(file), `${(moduleSpecifier as ts.StringLiteral).text}.ts`);
        const found = bindings.elements.filter((one) => one.name.text === name);
        return found.map((one) => [(one.propertyName ?? one.name).text, from]);
      }),
    ]);
}

function membersOf(statement: ts.Statement): readonly (ts.ClassElement | ts.TypeElement)[] {
  return ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement) ? statement.members : [];
}

/** Names of what has no doc comment, of a declaration and its public members. Those of an interface are its implementations' too. */
function untold(name: string, file: string): string[] {
  const all = declarations(name, file);
  const where = relative(root, file);
  if (all.length === 0) return [`${where}: ${name} is not declared there`];
  const own = all.some(told) ? [] : [`${where}: ${name}`];
  const inherited = all
    .flatMap((statement) => implemented(statement, file))
    .flatMap((from) =>
      declarations(...from)
        .flatMap(membersOf)
        .filter(told),
    )
    .map((member) => member.name?.getText());
  const bare = all
    .flatMap(membersOf)
    .filter((member) => isPublic(member) && !told(member) && !inherited.includes(member.name?.getText()));
  return [...own, ...bare.map((member) => `${where}: ${name}.${member.name?.getText() ?? "?"}`)];
}

test("every public name of the package and every public member has a doc comment", () => {
  const entries = Object.values(sourceManifest().exports).filter((file) => file.endsWith(".ts"));
  const names = entries.flatMap((file) => exported(join(components, file)));
  expect(names.length).toBeGreaterThan(60);
  for (const [, file] of names) expect([file, existsSync(file)]).toEqual([file, true]);
  expect([...new Set(names.flatMap(([name, file]) => untold(name, file)))]).toEqual([]);
});
