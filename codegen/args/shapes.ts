import { dirname, join, relative } from "node:path";
import ts from "typescript";
import type { Shape, Shapes } from "../../components/crds/shape";
import { projectFolder } from "../../components/images/catalog";

/** Texts with a check of their own at run time, by the type's name. */
const checked = new Set(["CpuQuantity", "CronSchedule", "Duration", "MemorySize", "Quantity", "TimeZone"]);
/** Where the CRDs' own interfaces stand: their shapes are generated already. */
const crds = join("components", "crds", "generated");

/**
 * Shapes of interfaces, for the check at run time of what a program gives to a component. Members are taken as the editor
 * shows them: names, literals, lists, maps, and which of them must be there. A class, and an interface that only classes and
 * plans fill, is an object and no more: nobody writes one as a literal.
 */
export class ArgumentShapes {
  readonly shapes: Record<string, Shapes[string]> = {};
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;

  /** @param opaque names of interfaces that are objects and no more. */
  constructor(
    files: readonly string[],
    private readonly opaque: ReadonlySet<string>,
  ) {
    const config = join(projectFolder, "tsconfig.json");
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, ts.sys.readFile).config,
      ts.sys,
      dirname(config),
    );
    this.program = ts.createProgram([...files], { ...options, noEmit: true });
    this.checker = this.program.getTypeChecker();
  }

  /** Adds an exported interface or alias of a file. */
  add(file: string, name: string): void {
    const source = this.program.getSourceFile(file);
    const module = source && this.checker.getSymbolAtLocation(source);
    const found = module && this.checker.getExportsOfModule(module).find((one) => one.name === name);
    if (!found) throw new Error(`${relative(projectFolder, file)} exports no ${name}`);
    this.define(name, this.checker.getDeclaredTypeOfSymbol(found));
  }

  private define(name: string, type: ts.Type): Shape {
    if (!this.shapes[name]) {
      this.shapes[name] = { fields: {} }; // taken, before its own members look for it
      const parts = type.isUnion() ? type.types : [type];
      const members = new Map<string, { shapes: Shape[]; required: number }>();
      for (const part of parts) {
        for (const property of this.checker.getPropertiesOfType(part)) {
          const shape = this.member(property, `${name}.${property.name}`);
          if (!shape) continue;
          const member = members.get(property.name) ?? { shapes: [], required: 0 };
          member.shapes.push(shape);
          if (!(property.flags & ts.SymbolFlags.Optional)) member.required++;
          members.set(property.name, member);
        }
      }
      const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
      const required = sorted.filter(([, member]) => member.required === parts.length).map(([key]) => key);
      this.shapes[name] = {
        argument: true,
        fields: Object.fromEntries(
          sorted.map(([key, { shapes }]) => [key, joined(shapes, `${name}.${key}`)]),
        ),
        ...(required.length > 0 ? { required } : {}),
      };
    }
    return `#${name}`;
  }

  /** The shape of a member; none of one that an alternative rules out (`sql?: never`). */
  private member(property: ts.Symbol, at: string): Shape | undefined {
    const [declaration] = property.declarations ?? [];
    const node = declaration && ts.isPropertySignature(declaration) ? declaration.type : undefined;
    // A conditional type forgets the name of its alias.
    if (node && ts.isTypeReferenceNode(node) && node.typeName.getText() === "DeepPartial") {
      const [whole] = node.typeArguments ?? [];
      return { partial: this.shapeOf(this.checker.getTypeFromTypeNode(whole as ts.TypeNode), at) };
    }
    const here = this.checker.getTypeOfSymbol(property);
    const written = node ? this.checker.getTypeFromTypeNode(node) : here;
    // A generic member is what its interface was given; any other still has the alias that it is written with.
    const type = written.flags & ts.TypeFlags.TypeParameter ? here : written;
    if (type.flags & ts.TypeFlags.Never) return undefined;
    return this.shapeOf(type.aliasSymbol ? type : this.checker.getNonNullableType(type), at);
  }

  private shapeOf(type: ts.Type, at: string): Shape {
    const alias = type.aliasSymbol?.name;
    if (alias && checked.has(alias)) return alias as Shape;
    if (alias === "Input") return "any";
    if (alias === "SparkConfOverrides") return { map: "string", nullable: true };
    if (type.flags & ts.TypeFlags.Boolean) return "boolean";
    if (type.flags & ts.TypeFlags.String) return "string";
    if (type.flags & ts.TypeFlags.Number) return "number";
    if (type.isStringLiteral()) return { enum: [type.value] };
    if (type.isUnion()) return this.unionOf(type, alias, at);
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) {
      return {
        list: this.shapeOf(this.checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type, at),
      };
    }
    const values = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const name = alias && alias !== "Readonly" ? alias : type.symbol?.name;
    if (type.isClass() || (name && this.opaque.has(name))) return "object";
    if (values) return { map: this.shapeOf(values, `${at}.*`) };
    const file = type.symbol?.declarations?.[0]?.getSourceFile().fileName ?? "";
    if (name && file.includes(crds) && !name.startsWith("__")) return `#${name}`;
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
      return this.define(name && !name.startsWith("__") ? name : at, type);
    }
    throw new Error(`${at}: no shape for ${this.checker.typeToString(type)}`);
  }

  private unionOf(type: ts.UnionType, alias: string | undefined, at: string): Shape {
    const { types } = type;
    if (types.every((one) => one.flags & ts.TypeFlags.BooleanLiteral)) return "boolean";
    if (types.every((one) => one.isStringLiteral())) return { enum: types.map((one) => one.value) };
    if (types.every((one) => one.flags & ts.TypeFlags.TemplateLiteral)) {
      return { prefix: types.map((one) => (one as ts.TemplateLiteralType).texts[0] as string) };
    }
    return this.alternatives(types, alias ?? at, at);
  }

  /** Objects that a literal member tells apart, as `type` does. */
  private alternatives(types: readonly ts.Type[], name: string, at: string): Shape {
    const [by] = this.checker
      .getPropertiesOfType(types[0] as ts.Type)
      .map((property) => property.name)
      .filter((key) => types.every((one) => this.literals(one, key).length > 0));
    if (by === undefined) throw new Error(`${at}: nothing tells ${name} apart`);
    const of = types.flatMap((one) => {
      const values = this.literals(one, by);
      const shape = this.define(`${name}.${values.join(".")}`, one);
      return values.map((value) => [value, shape] as const);
    });
    return { by, of: Object.fromEntries(of) };
  }

  private literals(type: ts.Type, key: string): string[] {
    const property = type.getProperty(key);
    const found = property && this.checker.getTypeOfSymbol(property);
    const parts = found?.isUnion() ? found.types : found ? [found] : [];
    return parts.every((one) => one.isStringLiteral()) ? parts.map((one) => one.value) : [];
  }
}

/** One shape for a member that several alternatives have. */
function joined(shapes: readonly Shape[], at: string): Shape {
  const different = [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
  if (different.length > 1) throw new Error(`${at} has several shapes: ${JSON.stringify(different)}`);
  return different[0] as Shape;
}
