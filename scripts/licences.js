import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

const LICENCES_FILE = 'licences.txt';
const LICENCE_NAME = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;
/** What no module names: the typeface, which a style sheet imports, and the library that kernels are compiled with. */
const BESIDE_MODULES = ['@fontsource-variable/atkinson-hyperlegible-next', 'assemblyscript'];

/**
 * Vite plugins that put a file with the licences of all packages into the build of the pages, by the modules that were
 * bundled: a package that is no longer used leaves it by itself.
 *
 * @returns {{ pages: import('vite').Plugin, worker: import('vite').Plugin }} the second for the workers, which are bundled
 * before the pages that start them
 */
export function licences() {
  /** @type {Set<string>} */
  const folders = new Set(BESIDE_MODULES.map((name) => join('node_modules', name)));
  return {
    pages: {
      name: 'licences',
      apply: 'build',
      applyToEnvironment: ({ name }) => name === 'client',
      generateBundle() {
        for (const id of this.getModuleIds()) addFolder(folders, id);
        this.emitFile({ type: 'asset', fileName: LICENCES_FILE, source: licencesText([...folders]) });
      }
    },
    worker: {
      name: 'licences-of-workers',
      apply: 'build',
      generateBundle() {
        for (const id of this.getModuleIds()) addFolder(folders, id);
      }
    }
  };
}

/**
 * @param {Set<string>} folders
 * @param {string} id of a module
 */
function addFolder(folders, id) {
  const folder = packageFolder(id);
  if (folder) folders.add(folder);
}

/**
 * @param {string} id of a module
 * @returns {string | null} the folder of the package that it is of; null for our own
 */
export function packageFolder(id) {
  const [, helper] = /^\0(vite|rolldown)\//.exec(id) ?? [];
  if (helper) return join('node_modules', helper);
  const path = id.replace(/^\0/, '').split(sep).join('/');
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/?]+)/.exec(path) ?? [];
  return name === undefined
    ? null
    : path.slice(0, path.lastIndexOf(`/node_modules/${name}`)) + `/node_modules/${name}`;
}

/**
 * @param {readonly string[]} folders of packages
 * @returns {string} name, version, licence and source of each package, and its licence in full
 * @throws {Error} if a package names no licence
 */
export function licencesText(folders) {
  const packages = folders.filter((folder) => existsSync(join(folder, 'package.json'))).map(describePackage);
  const texts = new Map(packages.map((described) => [described.title, described.text]));
  const sections = [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, text]) => `${title}\n${text}`);
  return `Pocket TOM contains the following packages.\n\n${sections.join(`\n${'-'.repeat(78)}\n\n`)}`;
}

/** @param {string} folder */
function describePackage(folder) {
  const { name, version, license, author, repository, homepage } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8')
  );
  const licence = typeof license === 'string' ? license : license?.type;
  if (!licence) throw new Error(`The package ${name} in ${folder} names no licence.`);
  const source = (typeof repository === 'string' ? repository : repository?.url) ?? homepage ?? '';
  const full = readdirSync(folder)
    .filter((file) => LICENCE_NAME.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const owner = typeof author === 'string' ? author : (author?.name ?? '');
  const lines = [
    `Licence: ${licence}`,
    source && `Source: ${source.replace(/^git\+/, '')}`,
    full.length === 0 && owner && `By: ${owner}`
  ];
  return { title: `${name} ${version}`, text: [...lines.filter(Boolean), '', ...full, ''].join('\n') };
}
