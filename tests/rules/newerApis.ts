/** Uses of what the oldest browser lacks, told by types: the same word may be a method of our own. */
import { setImmediate } from 'node:timers/promises';
import type { Identifier } from '@mdn/browser-compat-data/types';
import ts from 'typescript';
import { compatData, missingUntil } from './chromeSupport';
import { isAskedFor } from './isAskedFor';
import type { SourceProgram } from './sourceProgram';

const { api, javascript } = compatData;
const TABLES = [api, javascript.builtins, javascript.builtins?.Intl];

/** @returns `file:line: Array.toSorted: Chrome 110`, one for each use that nothing around it asks for */
export async function newerApis(source: SourceProgram): Promise<string[]> {
  const checker = source.program.getTypeChecker();
  const found: string[] = [];
  for (const [file, root] of source.files) {
    await setImmediate(); // a test runner takes a worker that never answers for dead
    const visit = (node: ts.Node): void => {
      const use = useOf(node, checker, source.program);
      const missing = use && missingUntil(use.feature);
      if (missing && !isAskedFor(node, use.name))
        found.push(`${file}:${source.lineOf(file, node)}: ${use.owner}${use.name}: ${missing}`);
      ts.forEachChild(node, visit);
    };
    visit(root);
  }
  return found;
}

interface Use {
  /** 'Array.' for a member, '' for what is global. */
  readonly owner: string;
  readonly name: string;
  readonly feature: Identifier | undefined;
}

/** What of the browser's own a node names, if any. */
function useOf(node: ts.Node, checker: ts.TypeChecker, program: ts.Program): Use | undefined {
  if (ts.isForOfStatement(node) && node.awaitModifier)
    return memberUse('@@asyncIterator', checker.getTypeAtLocation(node.expression), [], checker);
  const name = namedBy(node);
  if (!name) return undefined;
  const symbol = ts.isShorthandPropertyAssignment(node)
    ? checker.getShorthandAssignmentValueSymbol(node)
    : symbolOf(node, name, checker);
  const declarations = (symbol?.declarations ?? []).filter((declaration) =>
    program.isSourceFileDefaultLibrary(declaration.getSourceFile())
  );
  if (declarations.length === 0) return undefined;
  const owners = declarations.flatMap(ownerOf);
  return owners.length > 0
    ? memberUse(name, ownerType(node, checker), owners, checker)
    : { owner: '', name, feature: api[name] ?? javascript.builtins?.[name] };
}

/** The name of a variable or member where it is used, not where it is declared. */
function namedBy(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node))
    return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
  if (ts.isBindingElement(node)) return bindingName(node);
  if (ts.isShorthandPropertyAssignment(node)) return node.name.text;
  return ts.isIdentifier(node) && isVariable(node) ? node.text : undefined;
}

/** The member that an entry of `const { member: name } = owner` reads. */
function bindingName({ propertyName, name, parent }: ts.BindingElement): string | undefined {
  const read = propertyName ?? name;
  return ts.isObjectBindingPattern(parent) && ts.isIdentifier(read) ? read.text : undefined;
}

/** A word that is a value by itself: no member's name, no type. */
const isVariable = (node: ts.Identifier): boolean =>
  ts.isExpression(node) &&
  !ts.isPartOfTypeNode(node) &&
  !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);

function symbolOf(node: ts.Node, name: string, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (ts.isPropertyAccessExpression(node)) return checker.getSymbolAtLocation(node.name);
  if (ts.isIdentifier(node)) return checker.getSymbolAtLocation(node);
  const owner = ownerType(node, checker);
  return owner && checker.getPropertyOfType(checker.getApparentType(owner), name);
}

function ownerType(node: ts.Node, checker: ts.TypeChecker): ts.Type | undefined {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return checker.getTypeAtLocation(node.expression);
  return ts.isBindingElement(node) ? checker.getTypeAtLocation(node.parent) : undefined;
}

/** The interface, class or namespace that declares a member, none for what is global. */
function ownerOf({ parent }: ts.Declaration): string[] {
  if (ts.isInterfaceDeclaration(parent)) return [parent.name.text];
  if (ts.isModuleBlock(parent)) return [parent.parent.name.getText()];
  const variable = ts.isTypeLiteralNode(parent) ? parent.parent : undefined;
  return variable && ts.isVariableDeclaration(variable) ? [variable.name.getText()] : [];
}

/** A member by the tables' names of its owner: of its type, what that extends, or what declares it. */
function memberUse(
  name: string,
  type: ts.Type | undefined,
  declaring: readonly string[],
  checker: ts.TypeChecker
): Use {
  const owners = [...declaring, ...(type ? typeNames(type, checker) : [])].flatMap(tableNames);
  const keys = [name, `${name}_static`, `${name.replace(/^on/, '')}_event`];
  for (const owner of owners)
    for (const key of keys)
      for (const table of TABLES) {
        const feature = table?.[owner]?.[key];
        if (feature) return { owner: `${owner}.`, name, feature };
      }
  return { owner: '', name, feature: undefined };
}

function typeNames(type: ts.Type, checker: ts.TypeChecker): string[] {
  const parts = type.isUnionOrIntersection() ? type.types : [type];
  return parts.flatMap((part) => {
    const apparent = checker.getApparentType(part);
    const bases = apparent.isClassOrInterface() ? checker.getBaseTypes(apparent) : [];
    return [apparent.symbol?.name ?? '', ...bases.flatMap((base) => typeNames(base, checker))];
  });
}

/** TypeScript splits what the tables have as one, and the tables have most of a typed array's members only once. */
function tableNames(name: string): string[] {
  const plain = name
    .replace(/Constructor$/, '')
    .replace(/^Readonly(?=Array|Map|Set)/, '')
    .replace(/^IteratorObject$/, 'Iterator');
  return /^(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array$/.test(plain) ? [plain, 'TypedArray'] : [plain];
}
