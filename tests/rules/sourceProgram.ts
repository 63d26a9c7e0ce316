/** The source of the app as TypeScript's compiler sees it, with types, components included. */
import { readFileSync } from 'node:fs';
import { createRequire, SourceMap } from 'node:module';
import { dirname, resolve } from 'node:path';
import { VERSION } from 'svelte/compiler';
import ts from 'typescript';

export interface SourceProgram {
  readonly program: ts.Program;
  /** The files of src/, by their paths from the root of the project. */
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  /** The line of the file as it was written, from 1. */
  lineOf(file: string, node: ts.Node): number;
  lineAt(file: string, position: number): number;
}

// By Node, since Vite would look for its source map, which is not there.
const { svelte2tsx } = createRequire(import.meta.url)('svelte2tsx') as typeof import('svelte2tsx');

const SHIMS = ['svelte-shims-v4.d.ts', 'svelte-jsx-v4.d.ts'];
const TSX = '.svelte.tsx';

/** @param planted further files, or others in the place of those there are: text by path */
export function sourceProgram(planted: ReadonlyMap<string, string> = new Map()): SourceProgram {
  const { options, fileNames } = configuration();
  const sources = [...fileNames, ...planted.keys()].filter((name) => name.startsWith('src/'));
  const maps = new Map<string, SourceMap>();
  const texts = new Map<string, string>();
  for (const path of sources) {
    const text = planted.get(path) ?? readFileSync(path, 'utf8');
    if (!path.endsWith('.svelte')) {
      texts.set(path, text);
      continue;
    }
    const { code, map } = svelte2tsx(text, {
      filename: path,
      isTsFile: true,
      mode: 'ts',
      version: VERSION,
      namespace: 'svelteHTML'
    });
    texts.set(path.replace(/\.svelte$/, TSX), code);
    maps.set(path, new SourceMap({ sourceRoot: '', sourcesContent: [], ...map }));
  }
  const others = fileNames.filter((name) => name.startsWith('.svelte-kit/'));
  const shims = SHIMS.map((name) => `node_modules/svelte2tsx/${name}`);
  const program = ts.createProgram({
    options,
    rootNames: [...texts.keys(), ...others, ...shims],
    host: hostWith(texts, options)
  });
  const files = new Map(
    sources.map((path) => [path, program.getSourceFile(path.replace(/\.svelte$/, TSX))!] as const)
  );
  const lineAt = (file: string, position: number): number => {
    const { line, character } = files.get(file)!.getLineAndCharacterOfPosition(position);
    const entry = maps.get(file)?.findEntry(line, character);
    return (entry && 'originalLine' in entry ? entry.originalLine : line) + 1;
  };
  return { program, files, lineAt, lineOf: (file, node) => lineAt(file, node.getStart(files.get(file))) };
}

function configuration(): { options: ts.CompilerOptions; fileNames: string[] } {
  const read = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path));
  const extensions = [{ extension: 'svelte', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred }];
  const parsed = ts.parseJsonConfigFileContent(
    read.config,
    ts.sys,
    '.',
    { jsx: ts.JsxEmit.Preserve },
    undefined,
    undefined,
    extensions
  );
  const root = `${resolve('.').replaceAll('\\', '/')}/`;
  return {
    options: { ...parsed.options, noUncheckedIndexedAccess: true },
    fileNames: parsed.fileNames.map((name) => resolve(name).replaceAll('\\', '/').replace(root, ''))
  };
}

/** The files of the disk, with these texts in the place of their files. */
function hostWith(texts: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const all = new Map([...texts].map(([path, text]) => [resolve(path), text]));
  const folders = new Set([...all.keys()].map((path) => dirname(path)));
  const { fileExists, readFile, directoryExists } = host;
  host.fileExists = (path) => all.has(resolve(path)) || fileExists(path);
  host.readFile = (path) => all.get(resolve(path)) ?? readFile(path);
  host.directoryExists = (path) => folders.has(resolve(path)) || directoryExists!(path);
  host.getSourceFile = (path, target) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, target, true);
  };
  return host;
}
