import { frameProblemText, starProblemText } from '../domain/measurement/sentences';
import type { Statement } from '../domain/statement/Statement';
import type { Card } from '../fits/file/formatCard';
import { writeFits } from '../fits/write/writeFits';
import type { Choices } from '../domain/measurement/LightCurve';
import type { Measurements } from '../domain/measurement/Measurements';
import { transposed } from './transposed';

/**
 * All that was measured, as a FITS file of three tables: FRAMES, STARS, and FLUXES with a row per star and frame, frames
 * fastest, whose FLUX and ERROR have a value per aperture. `readMeasurements` reads it. What is wrong with a frame or a
 * star is given as a code with parameters, in JSON, for programs, and as a sentence for people.
 */
export function measurementsFile(
  measurements: Measurements,
  choices: Pick<Choices, 'detrendsAirmass' | 'detrendsPlace' | 'detection'>,
  provenance: readonly string[]
): Blob {
  const { target, filter, frames, stars, radii, asked } = measurements;
  const cards: Card[] = [
    ['OBJECT', target.name],
    ...(Number.isFinite(target.ra)
      ? ([
          ['RA', target.ra, '[deg] ICRS'],
          ['DEC', target.dec, '[deg] ICRS']
        ] as Card[])
      : []),
    ['FILTER', filter],
    ['ASKRAD', (asked.radius ?? -1) + 1, 'aperture asked for, from 1; 0: the best'],
    ['DETRAIR', choices.detrendsAirmass, 'trend with airmass taken out'],
    ['DETRXY', choices.detrendsPlace, 'trend with place taken out'],
    ['DETSIGMA', choices.detection, 'standard deviations from which light is seen'],
    ...provenance.map((line): Card => ['HISTORY', line])
  ];
  return writeFits(
    { cards },
    {
      cards: [['EXTNAME', 'FRAMES']],
      columns: [
        { name: 'NAME', values: frames.names.map(encodeName) },
        { name: 'UID', values: frames.uids.map((uid) => uid ?? '') },
        { name: 'TIME', unit: 'ms', values: frames.time },
        { name: 'BJD_TDB', unit: 'd', values: frames.bjdTdb },
        { name: 'AIRMASS', values: frames.airmass },
        { name: 'FWHM', unit: 'pixel', values: frames.fwhm },
        { name: 'APSCALE', values: frames.apertureScale },
        ...statementColumns('PROBLEM', frames.problems, frameProblemText)
      ]
    },
    {
      cards: [['EXTNAME', 'STARS']],
      columns: [
        { name: 'NAME', values: stars.names.map(encodeName) },
        { name: 'X', unit: 'pixel', values: stars.x },
        { name: 'Y', unit: 'pixel', values: stars.y },
        { name: 'MAG', unit: 'mag', values: stars.magnitude },
        ...statementColumns('AGAINST', stars.against, starProblemText),
        { name: 'ASKED', values: stars.names.map((_, s) => asked.comparisons?.includes(s) ?? false) }
      ]
    },
    {
      cards: [
        ['EXTNAME', 'FLUXES'],
        ...[...radii].map((radius, r): Card => [`RADIUS${r + 1}`, radius, '[pixel] of the reference frame'])
      ],
      columns: [
        { name: 'X', unit: 'pixel', values: measurements.x },
        { name: 'Y', unit: 'pixel', values: measurements.y },
        { name: 'SKY', unit: 'adu', values: measurements.sky },
        { name: 'QUALITY', values: measurements.quality },
        {
          name: 'FLUX',
          unit: 'adu',
          axes: [radii.length],
          values: transposed(measurements.flux, radii.length)
        },
        {
          name: 'ERROR',
          unit: 'adu',
          axes: [radii.length],
          values: transposed(measurements.error, radii.length)
        }
      ]
    }
  );
}

function statementColumns<Stated extends Statement>(
  name: string,
  statements: readonly (Stated | null)[],
  toText: (stated: Stated) => string
) {
  const texts = (textOf: (stated: Stated) => string): string[] =>
    statements.map((stated) => (stated ? encodeName(textOf(stated)) : ''));
  return [
    { name, values: texts(toText) },
    { name: `${name}_CODE`, values: texts(({ code }) => code) },
    { name: `${name}_PARAMETERS`, values: texts(({ parameters }) => JSON.stringify(parameters)) }
  ];
}

/** Text in FITS is ASCII. */
const encodeName = (name: string): string => name.replace(/[^\x20-\x24\x26-\x7e]/gu, encodeURIComponent);
