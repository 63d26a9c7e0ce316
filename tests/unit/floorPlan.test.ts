/** The floor plan: which room of the house may import which, and where each package is let in. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { parse as parseSvelte } from 'svelte/compiler';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

/** Rooms by the folder or file under src/ that opens them; the first that fits counts. */
const ROOMS: readonly (readonly [path: RegExp, room: string])[] = [
  [/^lib\/pipelines\/contract\//, 'pipelines/contract'],
  [/^lib\/pipelines\/(?:api$|kit\/)/, 'pipelines/api'],
  [/^lib\/pipelines\/registry$/, 'pipelines/registry'],
  [/^lib\/pipelines\/([^/]+)\//, 'pipelines/*'],
  [/^lib\/(domain|presentation|kernels|fits|frames|formats|runtime|store|services|components)\//, '*'],
  [/^(routes)\//, '*'],
  [/^(service-worker)$/, '*'],
  [/^(?:app(?:\.d|\.css)?|hooks\.client)$/, 'app']
];

/** What a room may import beside itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  presentation: ['domain'],
  kernels: ['domain'],
  fits: ['domain', 'kernels'],
  frames: ['domain', 'kernels', 'fits'],
  formats: ['domain', 'fits'],
  'pipelines/contract': ['domain'],
  'pipelines/api': ['domain', 'kernels', 'fits', 'frames', 'formats', 'pipelines/contract'],
  'pipelines/*': ['domain', 'kernels', 'fits', 'frames', 'formats', 'pipelines/api'],
  'pipelines/registry': ['pipelines/*'],
  runtime: ['domain', 'kernels', 'fits', 'frames', 'formats', 'pipelines/contract', 'pipelines/registry'],
  store: ['domain'],
  services: [
    'domain',
    'presentation',
    'kernels',
    'fits',
    'frames',
    'formats',
    'pipelines/contract',
    'pipelines/registry',
    'runtime',
    'store'
  ],
  components: ['domain', 'presentation', 'services'],
  routes: ['components', 'services', 'domain', 'presentation', 'app'],
  'service-worker': [],
  app: []
};

/**
 * The sub-rooms of the rooms that have any, from the ground up: each may import those before it, and no file stands
 * beside them but where '' is among them. The README of the room says what each is for.
 */
const SUB_ROOMS: Readonly<Record<string, readonly string[]>> = {
  domain: ['statement', 'units', 'sky', 'image', 'measurement', 'plot', 'rows'],
  kernels: [
    'wasm',
    'array',
    'time',
    'periods',
    'lightcurve',
    'simulation',
    'sky',
    'calibration',
    'resampling',
    'photometry',
    'sources',
    'alignment',
    'picture'
  ],
  fits: ['file', 'pixels', 'tables', 'tiles', 'image', 'wcs', 'facts', 'write'],
  runtime: ['', 'files', 'run', 'viewer'],
  store: ['upgrades', ''],
  services: ['messages', 'live', 'app', 'files', 'viewer', 'products', 'targets', 'pipelines', 'photometry'],
  components: ['shell', 'screen', 'targets', 'products', 'pipelines', 'plot', 'viewer', 'hdu', 'photometry']
};

/** The most files a folder may hold before it is sorted into sub-rooms. */
const MAX_FILES = 25;

/** The rooms each package is let into; one that is not listed is let in nowhere. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  dexie: ['store'],
  comlink: ['runtime'],
  fitsjs: ['fits'],
  'astronomy-engine': ['kernels'],
  fflate: ['fits', 'formats'],
  '@zip.js/zip.js': ['formats'],
  'hash-wasm': ['runtime'],
  papaparse: ['formats'],
  gifenc: ['formats'],
  mediabunny: ['formats'],
  virtua: ['components'],
  'd3-color': ['runtime'],
  'd3-scale-chromatic': ['runtime'],
  '@lucide/svelte': ['components', 'routes'],
  '@sveltejs/kit': ['routes', 'app'],
  svelte: ['services', 'components', 'routes'],
  $app: ['services', 'components', 'routes'],
  '$service-worker': ['service-worker']
};

/** Files that are only for some of the rooms that may import theirs: the others get from these what is made of them. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'src/lib/fits/wcs/readWcs': ['fits', 'frames'],
  'src/lib/kernels/wasm/pixelsInWasm': ['kernels', 'frames']
};

/** Beside their rooms, these are only for files that Svelte compiles, and for all of routes. */
const SVELTE_ONLY = new Set(['svelte', '$app']);

describe('floor plan', () => {
  it('holds for every file under src', () => {
    const sources = readSources();
    expect(sources.size).toBeGreaterThan(20);
    expect([...sources].flatMap(([file, code]) => violations(file, code))).toEqual([]);
  });

  it('has no circle of imports, not even of types', () => {
    expect(circles(readSources())).toEqual([]);
  });

  it.each([
    [`import { b } from './b';`, `import { a } from './a';`],
    [`import type { B } from '$lib/domain/units/b';`, `export type { A } from './a';`],
    [`let b: import('./b').B;`, `await import('./a');`],
    [`import './c.svelte';`, ''],
    [`new URL('./b.ts', import.meta.url);`, `import './a';`]
  ])('has a circle where %s meets %s', (a, b) => {
    const sources = new Map([
      ['src/lib/domain/units/a.ts', a],
      ['src/lib/domain/units/b.ts', b],
      ['src/lib/domain/units/c.svelte', `<script>import './a';</script>`]
    ]);
    expect(circles(sources)).toHaveLength(1);
    expect(circles(sources)[0]).toMatch(
      /^src\/lib\/domain\/units\/a\.ts > .* > src\/lib\/domain\/units\/a\.ts$/
    );
  });

  it('has no room that is a heap, and a line in the README for each sub-room', () => {
    const folders = [
      'src',
      ...readdirSync('src', { encoding: 'utf8', recursive: true }).map((path) => `src/${path}`)
    ];
    const heaps = folders.filter(
      (path) =>
        statSync(path).isDirectory() &&
        readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile()).length > MAX_FILES
    );
    expect(heaps).toEqual([]);
    for (const [room, subRooms] of Object.entries(SUB_ROOMS)) {
      const readme = readFileSync(`src/lib/${room}/README.md`, 'utf8');
      for (const name of subRooms.filter(Boolean)) expect(readme).toContain(`\n| \`${name}/\``);
    }
  });

  it.each([
    ['src/lib/domain/units/a.ts', `import { b } from '../../kernels/b';`, 'domain may not import kernels'],
    ['src/lib/kernels/array/a.ts', `export { b } from '../../fits/b';`, 'kernels may not import fits'],
    ['src/lib/kernels/array/a.ts', `export * from '$lib/store/b';`, 'kernels may not import store'],
    ['src/lib/fits/file/a.ts', `import type { B } from '../../formats/b';`, 'fits may not import formats'],
    ['src/lib/fits/file/a.ts', `let b: import('../../runtime/b').B;`, 'fits may not import runtime'],
    ['src/lib/fits/file/a.ts', `import '../../../lib/store/b';`, 'fits may not import store'],
    ['src/lib/fits/file/a.ts', `import '../../frames/b';`, 'fits may not import frames'],
    [
      'src/lib/pipelines/x/a.ts',
      `import { readWcs } from '../../fits/wcs/readWcs';`,
      'src/lib/fits/wcs/readWcs is not for pipelines/x'
    ],
    ['src/lib/runtime/run/a.ts', `import '../../kernels/wasm/pixelsInWasm';`, 'is not for runtime'],
    ['src/lib/frames/a.ts', `import '../pipelines/api';`, 'frames may not import pipelines/api'],
    ['src/lib/formats/a.ts', `await import('../store/b');`, 'formats may not import store'],
    ['src/lib/formats/a.ts', 'await import(`../store/b`);', 'formats may not import store'],
    [
      'src/lib/runtime/run/a.ts',
      `new URL('../../store/b.ts', import.meta.url);`,
      'runtime may not import store'
    ],
    ['src/lib/runtime/run/a.ts', `import b from '../../store/b?raw';`, 'runtime may not import store'],
    ['src/lib/store/a.ts', `import { b } from '../runtime/b';`, 'store may not import runtime'],
    ['src/lib/pipelines/x/a.ts', `import '../y/b';`, 'pipelines/x may not import pipelines/y'],
    ['src/lib/pipelines/x/a.ts', `import '../registry';`, 'pipelines/x may not import pipelines/registry'],
    ['src/lib/pipelines/x/a.ts', `import '../../runtime/b';`, 'pipelines/x may not import runtime'],
    ['src/lib/pipelines/x/a.ts', `import '../../store/b';`, 'pipelines/x may not import store'],
    ['src/lib/pipelines/contract/a.ts', `import '../x/b';`, 'pipelines/contract may not import pipelines/x'],
    ['src/lib/runtime/run/a.ts', `import '../../pipelines/x/b';`, 'runtime may not import pipelines/x'],
    [
      'src/lib/services/files/a.ts',
      `import '../../components/B.svelte';`,
      'services may not import components'
    ],
    ['src/lib/components/shell/A.svelte', `<script lang="ts">\nimport '../../store/b';</script>`, 'store', 2],
    ['src/lib/components/shell/A.svelte', `<script module>import '$lib/fits/b';</script>`, 'fits'],
    ['src/lib/components/shell/A.svelte', `<p></p>\n\n{#await import('../../store/b')}{/await}`, 'store', 3],
    ['src/routes/+page.svelte', `<script>import '$lib/store/b';</script>`, 'routes may not import store'],
    ['src/routes/a/+page.ts', `import '../../lib/runtime/b';`, 'routes may not import runtime'],
    ['src/service-worker.ts', `import './lib/domain/b';`, 'service-worker may not import domain'],
    ['src/lib/services/files/a.ts', `import 'dexie';`, 'services may not import the package dexie'],
    ['src/lib/services/files/a.ts', `import 'comlink';`, 'services may not import the package comlink'],
    ['src/lib/formats/a.ts', `import 'fitsjs/x';`, 'formats may not import the package fitsjs'],
    ['src/lib/fits/file/a.ts', `import 'papaparse';`, 'fits may not import the package papaparse'],
    ['src/lib/runtime/run/a.ts', `import 'gifenc';`, 'runtime may not import the package gifenc'],
    ['src/lib/runtime/run/a.ts', `import 'mediabunny';`, 'runtime may not import the package mediabunny'],
    ['src/lib/services/files/a.ts', `import 'fflate';`, 'services may not import the package fflate'],
    ['src/routes/+page.svelte', `<script>import 'virtua';</script>`, 'the package virtua'],
    ['src/lib/kernels/array/a.ts', `import 'node:fs';`, 'kernels may not import the package node:fs'],
    ['src/lib/kernels/array/a.ts', `import '@scope/unknown/x';`, 'the package @scope/unknown'],
    ['src/lib/services/files/a.ts', `import { mount } from 'svelte';`, 'svelte is for *.svelte, *.svelte.ts'],
    ['src/lib/services/files/a.ts', `import '$app/state';`, '$app is for *.svelte, *.svelte.ts'],
    ['src/lib/store/a.svelte.ts', `import 'svelte/store';`, 'store may not import the package svelte'],
    ['src/lib/services/files/a.svelte.ts', `import '$service-worker';`, 'the package $service-worker'],
    [
      'src/lib/runtime/run/a.ts',
      `import.meta.glob('../../store/*.ts');`,
      'import.meta.glob hides what is imported'
    ],
    ['src/lib/runtime/run/a.ts', 'await import(`../../store/${b}.ts`);', 'runtime may not import store'],
    ['src/lib/services/files/a.ts', 'await import(b);', 'the imported path is computed'],
    ['src/lib/store/a.ts', `import '../../../tests/b';`, 'tests/b is in no room'],
    ['src/lib/elsewhere/a.ts', `import '../domain/b';`, 'src/lib/elsewhere/a.ts is in no room'],
    ['src/lib/kernels/array/a.ts', `import '../sources/b';`, 'kernels/array may not import kernels/sources'],
    ['src/lib/runtime/a.ts', `import './run/b';`, 'runtime/ may not import runtime/run'],
    ['src/lib/kernels/a.ts', `import './array/b';`, 'is in no sub-room of kernels'],
    ['src/lib/fits/elsewhere/a.ts', `import '../file/b';`, 'is in no sub-room of fits'],
    ['src/lib/domain/units/a.ts', `const a: = ;`, 'cannot be parsed']
  ])('in %s reports %s', (file, code, rule, line = 1) => {
    const found = violations(file, code);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(rule);
    expect(found[0]).toContain(`${file}:${line}: `);
  });

  it.each([
    [
      'src/lib/domain/units/a.ts',
      `import './b'; const text = "import '../../store/b'"; // import '../../store/b';`
    ],
    ['src/lib/pipelines/x/a.ts', `import '../api'; import './b'; import '../../kernels/b';`],
    ['src/lib/pipelines/registry.ts', `import('./x/pipeline');`],
    [
      'src/lib/runtime/run/a.ts',
      `import(url); new URL('https://example.org/'); new URL(b, import.meta.url);`
    ],
    [
      'src/lib/services/files/a.svelte.ts',
      `import { untrack } from 'svelte'; import { dev } from '$app/environment';`
    ],
    ['src/lib/services/files/a.ts', `import '../../store/b'; import type { B } from '../../runtime/b';`],
    [
      'src/routes/a/+page.svelte',
      `<script>import { page } from '$app/state'; import '../../app.css';</script>`
    ],
    [
      'src/routes/a/+page.ts',
      `import { redirect } from '@sveltejs/kit'; import type { PageLoad } from './$types';`
    ]
  ])('in %s allows %s', (file, code) => {
    expect(violations(file, code)).toEqual([]);
  });
});

function readSources(): Map<string, string> {
  const files = readdirSync('src', { encoding: 'utf8', recursive: true })
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.(?:ts|js|svelte)$/.test(file));
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
}

interface Import {
  /** undefined when the code computes it */
  readonly path: string | undefined;
  readonly offset: number;
}

/** @returns `file:line: rule broken`, one for each import that breaks one */
function violations(file: string, code: string): string[] {
  const room = roomOf(file);
  if (!room) return [`${file}:1: ${file} is in no room of the floor plan`];
  if (SUB_ROOMS[room] && !SUB_ROOMS[room].includes(subRoomOf(file, room)))
    return [`${file}:1: ${file} is in no sub-room of ${room}`];
  try {
    return importsOf(file, code).flatMap(({ path, offset }) => {
      const rule = brokenRule(file, room, path);
      return rule ? [`${file}:${code.slice(0, offset).split('\n').length}: ${rule}`] : [];
    });
  } catch (error) {
    return [`${file}:1: cannot be parsed: ${String(error)}`];
  }
}

function brokenRule(file: string, room: string, path: string | undefined): string | undefined {
  // The runtime imports the user's own pipelines from addresses made at run time.
  if (path === undefined) return room === 'runtime' ? undefined : 'the imported path is computed';
  if (path === 'import.meta.glob') return 'import.meta.glob hides what is imported';
  if (!/^(?:\.|\$lib\/)/.test(path)) return brokenPackageRule(file, room, path);
  const target = targetOf(file, path);
  const targetRoom = roomOf(target);
  if (!targetRoom) return `${target} is in no room of the floor plan`;
  if (FILES[target] && !FILES[target].includes(room)) return `${target} is not for ${room}`;
  if (targetRoom === room) return brokenSubRoomRule(file, room, target);
  if ((MAY_IMPORT[plain(room)] ?? []).includes(plain(targetRoom))) return undefined;
  return `${room} may not import ${targetRoom} (${path})`;
}

/** The path from the root of the project that an import of our own leads to, as it is written: often without ending. */
function targetOf(file: string, path: string): string {
  const bare = path.replace(/\?.*$/, '');
  return bare.startsWith('.') ? posix.join(posix.dirname(file), bare) : bare.replace('$lib', 'src/lib');
}

/** @returns `a.ts > b.ts > a.ts`, one for each import that closes a circle */
function circles(sources: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) found.push([...trail.slice(trail.indexOf(file)), file].join(' > '));
    if (trail.includes(file) || done.has(file)) return;
    for (const { path = '' } of importsOf(file, sources.get(file)!)) {
      const target = targetOf(file, path);
      const next = [target, `${target}.ts`].find((name) => sources.has(name));
      if (next) visit(next, [...trail, file]);
    }
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return found;
}

function brokenSubRoomRule(file: string, room: string, target: string): string | undefined {
  const subRooms = SUB_ROOMS[room];
  if (!subRooms) return undefined;
  const [from, to] = [subRoomOf(file, room), subRoomOf(target, room)];
  return subRooms.indexOf(to) <= subRooms.indexOf(from)
    ? undefined
    : `${room}/${from} may not import ${room}/${to}`;
}

/** The sub-room of a file, '' for one that stands in its room itself. */
function subRoomOf(path: string, room: string): string {
  const [first = '', ...rest] = path.slice(`src/lib/${room}/`.length).split('/');
  return rest.length > 0 ? first : '';
}

function brokenPackageRule(file: string, room: string, path: string): string | undefined {
  const [name = path] = /^(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
  if (!PACKAGES[name]?.includes(room)) return `${room} may not import the package ${name}`;
  const isSvelte = room === 'routes' || /\.svelte(?:\.ts)?$/.test(file);
  return SVELTE_ONLY.has(name) && !isSvelte ? `${name} is for *.svelte, *.svelte.ts and routes` : undefined;
}

/** The room of a path, as 'fits' or 'pipelines/timelapse'. */
function roomOf(path: string): string | undefined {
  const inside = /^src\/(.*?)(?:\.(?:ts|js|svelte))*$/.exec(path)?.[1] ?? '';
  for (const [pattern, room] of ROOMS) {
    const match = pattern.exec(inside);
    if (match) return room.replace('*', match[1] ?? '');
  }
  return undefined;
}

/** A pipeline's room as the table names it; all pipelines have the same rights. */
function plain(room: string): string {
  return room in MAY_IMPORT ? room : room.replace(/^pipelines\/.*/, 'pipelines/*');
}

function importsOf(file: string, code: string): Import[] {
  const found: Import[] = [];
  collect(file.endsWith('.svelte') ? parseSvelte(code, { modern: true }) : parseModule(file, code), found);
  return found;
}

function parseModule(file: string, code: string): unknown {
  const { program, errors } = parseSync(file, code);
  if (errors[0]) throw new Error(errors[0].message);
  return program;
}

/** Walks a syntax tree of the ESTree family, Svelte's included, for every way to name another file. */
function collect(node: unknown, found: Import[]): void {
  if (Array.isArray(node)) for (const child of node) collect(child, found);
  if (!isNode(node)) return;
  const named = namedFile(node);
  if (named) found.push({ path: named.path, offset: node.start });
  for (const [key, child] of Object.entries(node)) {
    if (key !== 'metadata') collect(child, found);
  }
}

interface Node extends Record<string, unknown> {
  readonly type: string;
  readonly start: number;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function namedFile(node: Node): { path: string | undefined } | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return isNode(node.source) ? { path: literal(node.source) } : undefined;
    case 'NewExpression':
      return urlBesideModule(node);
    case 'MemberExpression':
      return isNode(node.property) && node.property.name === 'glob' && isImportMeta(node.object)
        ? { path: 'import.meta.glob' }
        : undefined;
  }
  return undefined;
}

/** `new URL('./file', import.meta.url)`, by which bundlers find workers and assets. */
function urlBesideModule({ callee, arguments: args }: Node): { path: string } | undefined {
  if (!isNode(callee) || callee.name !== 'URL' || !Array.isArray(args)) return undefined;
  const [path, base] = args.map((arg) => (isNode(arg) ? arg : undefined));
  const text = path && literal(path);
  return text !== undefined && base && isImportMeta(base.object) ? { path: text } : undefined;
}

function isImportMeta(node: unknown): boolean {
  return isNode(node) && node.type === 'MetaProperty';
}

/** The text of a string, or of a template up to what it computes. */
function literal(node: Node): string | undefined {
  if (node.type === 'TSLiteralType' && isNode(node.literal)) return literal(node.literal);
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined;
  return node.quasis[0].value.cooked || undefined;
}
