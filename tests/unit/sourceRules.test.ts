/**
 * Rules of the source that no linter knows. The oldest browser: nothing uses what it lacks, but where the code asks first
 * whether it is there. Promises in components: somebody waits for them. Items by index: they may be missing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { floatingPromises } from '../rules/floatingPromises';
import { missingItems } from '../rules/missingItems';
import { newerApis } from '../rules/newerApis';
import { newerCss } from '../rules/newerCss';
import { type SourceProgram, sourceProgram } from '../rules/sourceProgram';

/** No limit that a slow machine could meet. */
const SLOW = 600_000;

const NEWER: readonly (readonly [code: string, finding: string])[] = [
  ['[3].toSorted();', 'Array.toSorted: Chrome 110'],
  ['declare const all: readonly number[]; all.toReversed();', 'Array.toReversed: Chrome 110'],
  ['new Float64Array(3).toSorted();', 'TypedArray.toSorted: Chrome 110'],
  ['Object.groupBy([1], String);', 'Object.groupBy: Chrome 117'],
  ["Object['groupBy']([1], String);", 'Object.groupBy: Chrome 117'],
  ['AbortSignal.any([]);', 'AbortSignal.any: Chrome 116'],
  ['const { withResolvers } = Promise;', 'Promise.withResolvers: Chrome 119'],
  ['new Set([1]).union(new Set([2]));', 'Set.union: Chrome 122'],
  ['new Map<string, number>().values().map(Math.abs);', 'Iterator.map: Chrome 117'],
  ['new Blob().bytes();', 'Blob.bytes: Chrome 144'],
  ['declare const r: Response; r.bytes();', 'Response.bytes: Chrome 132'],
  [
    'async function read(s: ReadableStream<string>) { for await (const x of s) x.at(0); }',
    'ReadableStream.@@asyncIterator: Chrome 124'
  ],
  ["URL.canParse('x');", 'URL.canParse: Chrome 120'],
  ['document.body.showPopover();', 'HTMLElement.showPopover: Chrome 114'],
  ['document.body.onscrollend = null;', 'Element.onscrollend: Chrome 114'],
  ['new CSSContainerRule();', 'CSSContainerRule: Chrome 105'],
  ['const all = { CSSContainerRule };', 'CSSContainerRule: Chrome 105'],
  ["new Intl.DurationFormat('en');", 'Intl.DurationFormat: Chrome 129'],
  ["if ('x' in [3]) [3].toSorted();", 'Array.toSorted: Chrome 110'],
  ["if ('toSorted' in [3]) [3].at(0); else throw 3; [3].toSpliced(0);", 'Array.toSpliced: Chrome 110']
];

const OLD_OR_ASKED_FOR: readonly string[] = [
  '[3].at(-1); [3].findLast(Boolean); structuredClone(Object.hasOwn({}, "x"));',
  'class Own { toSorted() { return this; } any = 3; } new Own().toSorted().any.toFixed();',
  'let rule: CSSContainerRule | undefined;',
  "const view = [3]; if ('toSorted' in view) view.toSorted();",
  "const view = [3]; const sorted = typeof view.toSorted === 'function' ? view.toSorted() : view;",
  'document.startViewTransition?.(() => {});',
  "if (!('any' in AbortSignal)) throw new Error('Too old'); AbortSignal.any([]);",
  "function any() { if (typeof AbortSignal.any !== 'function') { return null; } return AbortSignal.any([]); }",
  "const signal = 'any' in AbortSignal && AbortSignal.any([]);",
  "const isOld = typeof CSSContainerRule === 'undefined' || new CSSContainerRule();",
  'AbortSignal.any?.([])?.throwIfAborted();'
];

const LEFT_ALONE: readonly string[] = [
  'load();',
  'load().then(String);',
  'if (Math.random() > 1) load();',
  'const later = async () => { load(); };',
  'Math.random() > 1 && load();'
];

const LOOKED_AFTER: readonly string[] = [
  'void load();',
  'let loading = load(); loading = load();',
  'load().catch(console.error);',
  'load().then(String, console.error);',
  'const all = async () => { await load(); return load(); };',
  '[1].map(String);'
];

const ITEMS: readonly (readonly [isFound: boolean, code: string])[] = [
  [
    false,
    'export declare const all: readonly string[], numbers: Float64Array, table: Record<string, string>;'
  ],
  [true, 'export const first = all[0].length;'],
  [true, 'export const sum: number = numbers[1];'],
  [true, 'export const word: string = table.any;'],
  [true, 'export const [one] = all; one.at(0);'],
  [false, 'export const half = numbers[0] ?? 0;'],
  [false, 'export const length = all[0]?.length;'],
  [false, 'for (const item of all) item.at(0);']
];

/** Kernels read typed arrays by index in loops that must be fast. The search for periods has not been looked through yet. */
const UNCHECKED: readonly string[] = ['src/lib/kernels/', 'src/lib/pipelines/period/'];

const planted = new Map([
  ...NEWER.map(([code], i) => [`src/newer${i}.ts`, `export {};\n${code}`] as const),
  ...OLD_OR_ASKED_FOR.map((code, i) => [`src/fine${i}.ts`, `export {};\n${code}`] as const),
  ['src/Floating.svelte', script('declare function load(): Promise<void>;', ...LEFT_ALONE, ...LOOKED_AFTER)],
  [
    'src/Items.svelte',
    `${script('let { all }: { all: readonly string[] } = $props();')}\n<p>{all[0].length}</p>`
  ],
  ['src/items.ts', ITEMS.map(([, code]) => code).join('\n')],
  ['src/Newer.svelte', `${script('const all = [3];')}\n\n<p>{all.toSorted()}</p>\n`]
]);
let program: SourceProgram;
beforeAll(() => {
  program = sourceProgram(planted);
}, SLOW);

describe('the oldest browser', () => {
  let found: string[];
  beforeAll(async () => {
    found = await newerApis(program);
  }, SLOW);
  const foundIn = (file: string): string[] => found.filter((finding) => finding.startsWith(`${file}:`));

  it('has all that the source uses', () => {
    expect(program.files.size).toBeGreaterThan(300);
    expect(found.filter((finding) => !/^src\/(?:newer\d+\.ts|Newer\.svelte):/.test(finding))).toEqual([]);
  });

  it.each(NEWER.map(([code, finding], i) => [code, finding, `src/newer${i}.ts`] as const))(
    'lacks what %s uses',
    (_, finding, file) => expect(foundIn(file)).toEqual([`${file}:2: ${finding}`])
  );

  it('lacks what a component uses between its tags', () => {
    expect(foundIn('src/Newer.svelte')).toEqual(['src/Newer.svelte:5: Array.toSorted: Chrome 110']);
  });

  it('knows all style and markup', () => {
    const files = readdirSync('src', { encoding: 'utf8', recursive: true })
      .map((file) => `src/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.(?:css|svelte)$/.test(file));
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => newerCss(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each([
    ['a { text-wrap: balance; }', ['text-wrap: Chrome 114', 'text-wrap: balance: Chrome 114']],
    ['a { height: 100dvh; }', ['height: 100dvh: Chrome 108']],
    ['a { color: color-mix(in oklab, red, blue); }', ['color: color-mix: Chrome 111']],
    ['a { color: red; color: color-mix(in oklab, var(--x), blue); }', ['color: color-mix: Chrome 111']],
    ['a { --mine: light-dark(red, blue); }', ['--mine: light-dark: Chrome 123']],
    ['a { color: light-dark(red, blue); }', ['color: light-dark: Chrome 123']],
    ['a { grid-template-rows: subgrid; }', ['grid-template-rows: subgrid: Chrome 117']],
    ['a { rotate: 3deg; }', ['rotate: Chrome 104']],
    ['p:has(a) { top: 0; }', [':has: Chrome 105']],
    ['a { b { top: 0; } }', ['nesting: Chrome 112']],
    ['@container (width: 3rem) { a { top: 0; } }', ['@container: Chrome 105']],
    ['@media (width >= 3rem) { a { top: 0; } }', ['range of @media: Chrome 104']]
  ])('does not know the style %s', (style, features) => {
    expect(newerCss('src/a.css', style)).toEqual(features.map((feature) => `src/a.css:1: ${feature}`));
    expect(newerCss('src/a.css', `@supports (x: y) { ${style} }`)).toEqual([]);
  });

  it.each([
    'a { color: red; color: color-mix(in oklab, red, blue); }',
    '@media (min-width: 3rem) and (prefers-reduced-motion: no-preference) { a:not(.b)::before { inset: 0; } }',
    'a { -webkit-line-clamp: 3; line-clamp: 3; }',
    'a { --balance: subgrid; display: grid; aspect-ratio: 1; font-family: subgrid; }'
  ])('knows the style %s', (style) => {
    expect(newerCss('src/a.css', style)).toEqual([]);
  });

  it('does not know the attribute of a popover', () => {
    expect(newerCss('src/A.svelte', '<p>{"x"}</p>\n<div popover="auto"></div>')).toEqual([
      'src/A.svelte:2: <div popover>: Chrome 114'
    ]);
  });
});

it(
  'finds somebody to wait for each promise in a component',
  async () => {
    const found = await floatingPromises(program);
    const line = (code: string): number => LEFT_ALONE.indexOf(code) + 3;
    expect(found).toEqual(
      LEFT_ALONE.map((code) => expect.stringContaining(`src/Floating.svelte:${line(code)}: `) as unknown)
    );
  },
  SLOW
);

it(
  'finds no item by index that may be missing',
  () => {
    const isChecked = (file: string): boolean =>
      !/^src\/(?:newer|fine|Floating)/.test(file) && !UNCHECKED.some((folder) => file.startsWith(folder));
    const found = missingItems(program, isChecked);
    const planted = ITEMS.flatMap(([isFound], i) => (isFound ? [`src/items.ts:${i + 1}`] : []));
    expect(new Set(found.map((finding) => finding.replace(/: .*/, '')))).toEqual(
      new Set(['src/Items.svelte:4', ...planted])
    );
  },
  SLOW
);

function script(...lines: readonly string[]): string {
  return `<script lang="ts">\n${lines.join('\n')}\n</script>`;
}
