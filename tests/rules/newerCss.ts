/** Style and markup that the oldest browser does not know. */
import type { Identifier } from '@mdn/browser-compat-data/types';
import { type AST, parse, parseCss } from 'svelte/compiler';
import { compatData, missingUntil } from './chromeSupport';

const { css, html } = compatData;

/** Keywords that stand for a group of units or functions in the tables. */
const UNITS: readonly (readonly [unit: RegExp, group: string])[] = [
  [/\d[sld]v(?:[whib]|min|max)\b/, 'viewport_percentage_units_dynamic'],
  [/\dcq(?:[whib]|min|max)\b/, 'container_query_length_units']
];

/**
 * @param file a style sheet or a component
 * @returns `file:line: text-wrap: Chrome 114`, one for each property, value, selector, rule or attribute that is newer,
 *   but for what stands in `@supports`, and values without variables after a plain one for the same property
 */
export function newerCss(file: string, code: string): string[] {
  const found: string[] = [];
  const report: Report = (name, feature, at) => {
    const missing = missingUntil(feature);
    if (missing) found.push(`${file}:${code.slice(0, at).split('\n').length}: ${name}: ${missing}`);
  };
  if (file.endsWith('.css')) checkStyles(parseCss(code).children, report);
  else {
    const root = parse(code, { modern: true });
    checkStyles(root.css?.children ?? [], report);
    checkMarkup(root.fragment, report);
  }
  return found;
}

type Report = (name: string, feature: Identifier | undefined, at: number) => void;
type StyleNode = AST.CSS.StyleSheet['children'][number] | AST.CSS.Block['children'][number];

function checkStyles(nodes: readonly StyleNode[], report: Report, isNested = false): void {
  const declared = new Set<string>();
  for (const node of nodes) {
    if (node.type === 'Declaration') checkDeclaration(node, declared, report);
    else if (node.type === 'Atrule') checkAtRule(node, report, isNested);
    else {
      if (isNested) report('nesting', css.selectors?.nesting, node.start);
      checkSelectors(node.prelude, report);
      checkStyles(node.block.children, report, true);
    }
  }
}

function checkAtRule({ name, prelude, block, start }: AST.CSS.Atrule, report: Report, isNested: boolean) {
  if (name === 'supports' || name.endsWith('keyframes')) return;
  report(`@${name}`, css['at-rules']?.[name], start);
  if (name === 'media') {
    const features = css['at-rules']?.media;
    for (const [, feature = ''] of prelude.matchAll(/\(\s*([\w-]+)/g))
      report(feature, features?.[feature], start);
    if (/[<>]/.test(prelude)) report('range of @media', features?.range_syntax, start);
  }
  if (block) checkStyles(block.children, report, isNested);
}

function checkDeclaration(
  { property, value, start }: AST.CSS.Declaration,
  declared: Set<string>,
  report: Report
): void {
  const known = css.properties?.[property];
  if (!declared.has(`-webkit-${property}`)) report(property, known, start);
  // A value with a variable is taken unread, and when it proves unknown, the one before it is gone.
  if (!declared.has(property) || value.includes('var(')) {
    for (const [word] of value.matchAll(/(?<![\w#.-])[a-z][\w-]*/g)) {
      const feature = value.includes(`${word}(`) ? valueFunction(word) : known?.[word];
      report(`${property}: ${word}`, feature, start);
    }
    for (const [unit, group] of UNITS)
      if (unit.test(value)) report(`${property}: ${value}`, css.types?.length?.[group], start);
  }
  declared.add(property);
}

function valueFunction(name: string): Identifier | undefined {
  const types: Readonly<Record<string, Identifier>> = css.types ?? {};
  return types[name] ?? Object.values(types).find((type) => name in type)?.[name];
}

function checkSelectors(node: unknown, report: Report): void {
  if (Array.isArray(node)) for (const child of node) checkSelectors(child, report);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const { type, name, start } = node as { type?: string; name?: string; start?: number };
  if (type?.startsWith('Pseudo') && name) report(`:${name}`, css.selectors?.[name], start ?? 0);
  if (type === 'NestingSelector') report('nesting', css.selectors?.nesting, start ?? 0);
  for (const [key, child] of Object.entries(node)) if (key !== 'metadata') checkSelectors(child, report);
}

function checkMarkup(node: unknown, report: Report): void {
  if (Array.isArray(node)) for (const child of node) checkMarkup(child, report);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  if ('type' in node && node.type === 'RegularElement') checkAttributes(node as AST.RegularElement, report);
  for (const [key, child] of Object.entries(node)) if (key !== 'metadata') checkMarkup(child, report);
}

function checkAttributes({ name: element, attributes, start }: AST.RegularElement, report: Report): void {
  report(`<${element}>`, html.elements?.[element], start);
  for (const attribute of attributes) {
    if (attribute.type !== 'Attribute') continue;
    const { name } = attribute;
    const feature = html.elements?.[element]?.[name] ?? html.global_attributes?.[name];
    report(`<${element} ${name}>`, feature, attribute.start);
  }
}
