/** What Chrome can do since which version, by MDN's tables. */
import { readFileSync } from 'node:fs';
import type {
  CompatData,
  Identifier,
  SimpleSupportStatement,
  SupportStatement
} from '@mdn/browser-compat-data/types';

/** The oldest browser that the app is for. */
const OLDEST_CHROME = 103;

export const compatData = JSON.parse(
  readFileSync('node_modules/@mdn/browser-compat-data/data.json', 'utf8')
) as CompatData;

/**
 * @returns 'Chrome 110' or 'no Chrome' where the oldest browser lacks the feature; undefined where it has it, or where
 *   the tables do not say
 */
export function missingUntil(feature: Identifier | undefined): string | undefined {
  const support = feature?.['__compat']?.support.chrome;
  if (!support) return undefined;
  const versions = statements(support).filter(isPlain).map(versionAdded);
  if (versions.some((version) => version <= OLDEST_CHROME)) return undefined;
  const first = Math.min(...versions);
  return Number.isFinite(first) ? `Chrome ${first}` : 'no Chrome';
}

const statements = (support: SupportStatement): SimpleSupportStatement[] =>
  Array.isArray(support) ? support : [support];

/** Behind a flag or under another name is not there; what was taken out again is there no more. */
const isPlain = ({ flags, prefix, alternative_name: otherName }: SimpleSupportStatement): boolean =>
  !flags && !prefix && !otherName;

/** '110', '≤37', 'preview' or false. */
function versionAdded({ version_added: added }: SimpleSupportStatement): number {
  const version = added === false ? NaN : Number(added.replace('≤', ''));
  return Number.isNaN(version) ? Infinity : version;
}
