import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What only one machine or network has: folders of a person or a workspace, and package registries. */
const MACHINE_NAMES = [
  /(?<![\w.])\/(?:work|home|root|Users)\/[\w.-]+/,
  /[A-Z]:\\Users\\/,
  /\b(?:registry|npm)\.[\w.-]+\.(?:org|com|net|io|dev|cn|local|internal)\b/,
  /\b(?:artifactor[y]|verdacci[o])\b/i
];

describe('the project', () => {
  it('names no path of one machine and no package registry', () => {
    const files = textFiles('.');
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => machineNames(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each([
    ['', 'work', 'main'].join('/'),
    `file://${['', 'home', 'me'].join('/')}`,
    ['C:', 'Users', 'me'].join('\\'),
    ['https://registry', 'npmjs', 'org/'].join('.'),
    ['http://verd', 'accio:4873/'].join('')
  ])('would be caught naming %s', (text) => {
    expect(machineNames('a.ts', `\nconst x = '${text}';`)).toEqual([expect.stringContaining('a.ts:2: ')]);
  });

  it('may speak of its own files', () => {
    expect(
      machineNames('a.ts', `'../work/x' 'https://a.example/home/x' 'registry.test.ts' '/#/targets'`)
    ).toEqual([]);
  });
});

function machineNames(file: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) => MACHINE_NAMES.map((pattern) => ({ index, found: pattern.exec(line)?.[0] })))
    .flatMap(({ index, found }) => (found ? [`${file}:${index + 1}: ${found}`] : []));
}

/** All but what .gitignore leaves out, read here rather than asked of git: a release has no git. */
function textFiles(root: string): string[] {
  const ignored = new Set(['.git', ...readFileSync('.gitignore', 'utf8').split(/\/?\r?\n/)]);
  return readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !ignored.has(name))
    .flatMap((entry) => {
      const path = join(root, entry.name);
      if (entry.isDirectory()) return textFiles(path);
      return readFileSync(path).subarray(0, 8000).includes(0) ? [] : [path];
    });
}
