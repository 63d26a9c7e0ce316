import type { Degrees } from '../domain/units/Brand';
import { parseDeclination, parseRightAscension } from '../domain/sky/coordinates';
import type { BayerPattern } from '../domain/image/FrameDisplay';
import type { FrameType } from '../domain/image/FrameType';
import type { TimeSourceKey } from '../domain/sky/timeSourceKey';
import type { Position } from '../domain/sky/Position';

/** In a list of corrections: leave this one as it is, or remove it. */
export const KEEP = '';
export const AS_FILE = 'asFile';

/** What is typed or chosen to correct files. What is left empty stays as it is. */
export interface CorrectionForm {
  filter: string;
  filterAsFile: boolean;
  frameType: FrameType | typeof KEEP | typeof AS_FILE;
  timeSource: TimeSourceKey | typeof KEEP | typeof AS_FILE;
  ra: string;
  dec: string;
  positionAsTarget: boolean;
  mosaic: BayerPattern | 'none' | typeof KEEP | typeof AS_FILE;
}

/** What to correct; null removes a correction, what is left out stays as it is. */
export interface RequestedCorrections {
  readonly filter?: string | null;
  readonly frameType?: FrameType | null;
  readonly timeSource?: TimeSourceKey | null;
  readonly targetPosition?: Position | null;
  readonly mosaic?: BayerPattern | 'none' | null;
}

export type CorrectionFormErrors = Partial<Record<'ra' | 'dec', string>>;

export const emptyCorrectionForm = (): CorrectionForm => ({
  filter: '',
  filterAsFile: false,
  frameType: KEEP,
  timeSource: KEEP,
  ra: '',
  dec: '',
  positionAsTarget: false,
  mosaic: KEEP
});

/** What a form asks for, or what is wrong with each field. */
export function parseCorrectionForm(
  form: CorrectionForm
): { readonly requested: RequestedCorrections } | { readonly errors: CorrectionFormErrors } {
  const position = parsePosition(form);
  if (position && 'errors' in position) return position;
  const filter = form.filter.trim();
  return {
    requested: {
      ...(form.filterAsFile ? { filter: null } : filter && { filter }),
      ...(form.frameType !== KEEP && { frameType: form.frameType === AS_FILE ? null : form.frameType }),
      ...(form.timeSource !== KEEP && { timeSource: form.timeSource === AS_FILE ? null : form.timeSource }),
      ...(form.mosaic !== KEEP && { mosaic: form.mosaic === AS_FILE ? null : form.mosaic }),
      ...(form.positionAsTarget ? { targetPosition: null } : position && { targetPosition: position })
    }
  };
}

/** Null if none is given. */
function parsePosition(form: CorrectionForm): Position | { readonly errors: CorrectionFormErrors } | null {
  if (form.positionAsTarget || (form.ra.trim() === '' && form.dec.trim() === '')) return null;
  const errors: CorrectionFormErrors = {};
  const field = (key: 'ra' | 'dec', parse: (text: string) => Degrees, complaint: string): Degrees => {
    try {
      if (form[key].trim() === '') throw new RangeError(complaint);
      return parse(form[key]);
    } catch (error) {
      errors[key] = (error as RangeError).message;
      return undefined as never;
    }
  };
  const position = {
    ra: field('ra', parseRightAscension, 'Give the right ascension too, or leave both empty'),
    dec: field('dec', parseDeclination, 'Give the declination too, or leave both empty')
  };
  return Object.keys(errors).length > 0 ? { errors } : position;
}
