import { itemAt } from '../domain/units/itemAt';
import { frameProblemText, starProblemText } from '../domain/measurement/sentences';
import type { Statement } from '../domain/statement/Statement';
import type { Verbatim } from '../domain/statement/Verbatim';
import type { DataProductPk, DataProductUid } from '../domain/units/Brand';
import type { ColumnData } from '../fits/tables/ColumnData';
import { describeTable } from '../fits/tables/describeTable';
import { FitsError } from '../fits/file/FitsError';
import { openFits, type FitsFile } from '../fits/file/openFits';
import { readTable } from '../fits/tables/readTable';
import { type Choices, DEFAULT_DETECTION } from '../domain/measurement/LightCurve';
import type { Measurements } from '../domain/measurement/Measurements';
import { transposed } from './transposed';

/**
 * Reads what `measurementsFile` wrote.
 * @returns also the choices that were requested of the run
 * @throws FitsError if it is another file, or damaged
 */
export async function readMeasurements(
  blob: Blob
): Promise<{ readonly measurements: Measurements; readonly choices: Choices }> {
  const file = await openFits(blob);
  const { header } = itemAt(file.hdus, 0);
  const frames = await tableOf(file, 'FRAMES');
  const stars = await tableOf(file, 'STARS');
  const fluxes = await tableOf(file, 'FLUXES');
  const names = frames.texts('NAME').map(decodeName);
  const starNames = stars.texts('NAME').map(decodeName);
  const x = fluxes.numbers('X');
  const flux = fluxes.numbers('FLUX');
  const apertures = flux.length / x.length;
  if (x.length !== names.length * starNames.length || !Number.isInteger(apertures))
    throw new FitsError('The measurements do not fit the frames and stars of this file.');
  const isAsked = stars.numbers('ASKED');
  const comparisons = [...isAsked.keys()].filter((s) => isAsked[s] === 1);
  const asked = {
    radius: (header.number('ASKRAD') ?? 0) > 0 ? header.number('ASKRAD')! - 1 : null,
    comparisons: comparisons.length > 0 ? comparisons : null
  };
  const measurements: Measurements = {
    target: {
      name: header.string('OBJECT') ?? '',
      ra: header.number('RA') ?? NaN,
      dec: header.number('DEC') ?? NaN
    },
    filter: header.string('FILTER')?.trim() ?? '',
    frames: {
      count: names.length,
      names,
      ...frameFiles(frames, names.length),
      time: frames.numbers('TIME'),
      bjdTdb: frames.numbers('BJD_TDB'),
      airmass: frames.numbers('AIRMASS'),
      fwhm: frames.numbers('FWHM'),
      apertureScale: frames.numbers('APSCALE'),
      problems: statements(frames, 'PROBLEM', frameProblemText)
    },
    stars: {
      count: starNames.length,
      names: starNames,
      x: stars.numbers('X'),
      y: stars.numbers('Y'),
      magnitude: stars.numbers('MAG'),
      against: statements(stars, 'AGAINST', starProblemText)
    },
    radii: Float64Array.from({ length: apertures }, (_, r) => fluxes.header.number(`RADIUS${r + 1}`) ?? NaN),
    asked,
    flux: transposed(flux, x.length),
    error: transposed(fluxes.numbers('ERROR'), x.length),
    x,
    y: fluxes.numbers('Y'),
    sky: fluxes.numbers('SKY'),
    quality: Uint8Array.from(fluxes.numbers('QUALITY'))
  };
  return {
    measurements,
    choices: {
      ...asked,
      check: null,
      detrendsAirmass: header.get('DETRAIR') === true,
      detrendsPlace: header.get('DETRXY') === true,
      detection: header.number('DETSIGMA') ?? DEFAULT_DETECTION,
      excluded: new Set()
    }
  };
}

/** The statements of `measurementsFile`; only the text in the file where it has no code, or one that is unknown here. */
function statements<Stated extends Statement>(
  table: Awaited<ReturnType<typeof tableOf>>,
  name: string,
  toText: (stated: Stated) => string
): (Stated | Verbatim | null)[] {
  const column = (wanted: string) => (table.has(wanted) ? table.texts(wanted).map(decodeName) : []);
  const [codes, parameters] = [column(`${name}_CODE`), column(`${name}_PARAMETERS`)];
  return column(name).map((text, i) =>
    text === ''
      ? null
      : (knownStatement(codes[i] ?? '', parameters[i] ?? '', toText) ?? {
          code: 'verbatim',
          parameters: { text }
        })
  );
}

/** The statement; null if there is no sentence for it. */
function knownStatement<Stated extends Statement>(
  code: string,
  parameters: string,
  toText: (stated: Stated) => string
): Stated | null {
  try {
    const stated = { code, parameters: JSON.parse(parameters) } as Stated;
    toText(stated);
    return stated;
  } catch {
    return null;
  }
}

/** Files of earlier versions have keys, PRODUCT, or neither. */
function frameFiles(
  frames: Awaited<ReturnType<typeof tableOf>>,
  count: number
): Pick<Measurements['frames'], 'uids' | 'pks'> {
  if (frames.has('UID'))
    return { uids: frames.texts('UID').map((uid) => (uid === '' ? null : (uid as DataProductUid))) };
  const uids = Array.from({ length: count }, () => null);
  return frames.has('PRODUCT') ? { uids, pks: [...frames.numbers('PRODUCT')] as DataProductPk[] } : { uids };
}

async function tableOf(file: FitsFile, name: string) {
  const hdu = file.hdus.find((hdu) => hdu.name === name);
  if (!hdu) throw new FitsError(`This file has no table ${name}: it is not from the light curve pipeline.`);
  const table = describeTable(hdu);
  const data = await readTable(file, table);
  const column = (wanted: string): ColumnData => {
    const found = data.find(({ column }) => column.name === wanted);
    if (!found) throw new FitsError(`The table ${name} has no column ${wanted}.`);
    return found;
  };
  return {
    header: hdu.header,
    has: (wanted: string): boolean => data.some(({ column }) => column.name === wanted),
    numbers(wanted: string): Float64Array {
      const { kind, values } = column(wanted);
      if (kind !== 'number' && kind !== 'logical')
        throw new FitsError(`The column ${wanted} of ${name} does not hold numbers.`);
      return Float64Array.from(values);
    },
    texts(wanted: string): readonly string[] {
      const { kind, values } = column(wanted);
      if (kind !== 'text') throw new FitsError(`The column ${wanted} of ${name} does not hold text.`);
      return values;
    }
  };
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
