import type { Target } from '../domain/rows/Target';
import { parseDeclination, parseRightAscension } from '../domain/sky/coordinates';
import { plainName } from '../domain/statement/plainName';
import { readNumber } from '../domain/units/readNumber';
import { comparableName } from '../domain/rows/targetNames';

/** Longer than any name, catalogue designations included. */
const MAX_NAME = 300;

/** What is typed into the form of a target. */
export interface TargetForm {
  name: string;
  ra: string;
  dec: string;
  aliases: string;
  pmRa: string;
  pmDec: string;
  parallax: string;
  distance: string;
  active: boolean;
}

export type TargetFields = Pick<
  Target,
  'name' | 'ra' | 'dec' | 'aliases' | 'pmRa' | 'pmDec' | 'parallax' | 'distance' | 'extraFields'
>;
export type TargetFormErrors = Partial<Record<keyof TargetForm, string>>;

/** The fields of a target, or what is wrong with each. */
export function parseTargetForm(
  form: TargetForm
): { readonly fields: TargetFields } | { readonly errors: TargetFormErrors } {
  const errors: TargetFormErrors = {};
  const field = <Value>(key: keyof TargetForm, parse: () => Value): Value => {
    try {
      return parse();
    } catch (error) {
      errors[key] = (error as RangeError).message;
      return undefined as Value;
    }
  };
  const fields = {
    name: field('name', () => nameOf(form.name, 'Give the target a name')),
    ra: field('ra', () => parseRightAscension(required(form.ra, 'Give the right ascension'))),
    dec: field('dec', () => parseDeclination(required(form.dec, 'Give the declination'))),
    aliases: field('aliases', () => parseAliases(form)),
    pmRa: field('pmRa', () => optionalNumber(form.pmRa)),
    pmDec: field('pmDec', () => optionalNumber(form.pmDec)),
    parallax: field('parallax', () => optionalNumber(form.parallax)),
    distance: field('distance', () => optionalNumber(form.distance)),
    extraFields: { active: form.active }
  };
  return Object.keys(errors).length > 0 ? { errors } : { fields };
}

function parseAliases({ name, aliases }: TargetForm): string[] {
  const names = aliases
    .split(',')
    .map((alias) => nameOf(alias))
    .filter((alias) => alias !== '');
  if (names.some((alias) => comparableName(alias) === comparableName(name))) {
    throw new RangeError('Another name must differ from the name');
  }
  return names;
}

/** @throws RangeError if it is longer than any name, or nothing of it is seen and there is a complaint for that */
function nameOf(text: string, complaint?: string): string {
  const name = plainName(text).trim();
  if (name === '' && complaint !== undefined) throw new RangeError(complaint);
  if ([...name].length > MAX_NAME)
    throw new RangeError(`A name has at most ${MAX_NAME} characters, not ${[...name].length}`);
  return name;
}

function required(text: string, complaint: string): string {
  if (text.trim() === '') throw new RangeError(complaint);
  return text.trim();
}

function optionalNumber(text: string): number | null {
  return text.trim() === '' ? null : readNumber(text, 'This must be a number, or empty');
}
