import type { TargetPk } from '../../domain/units/Brand';
import type { DataProduct } from '../../domain/rows/DataProduct';
import type { FrameMarks, MarkKind } from '../../presentation/FrameMarks';
import { frameStem } from '../../domain/image/frameStem';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import { qualitySentences } from '../../domain/measurement/sentences';
import type { ColumnData } from '../../fits/tables/ColumnData';
import type { FitsHeader } from '../../fits/file/FitsHeader';
import { dataProductsOfTarget, getFile } from '../../store/dataProducts';
import { live } from '../live/live.svelte';

/** The sources of a frame, to list and draw. */
export interface FrameSources {
  readonly catalogue: DataProduct;
  readonly marks: FrameMarks;
  readonly magnitude: ArrayLike<number>;
  readonly magnitudeError: ArrayLike<number>;
  readonly signalToNoise: ArrayLike<number>;
  readonly fwhm: ArrayLike<number>;
  readonly quality: ArrayLike<number>;
}

const COLUMNS = ['X', 'Y', 'MAG', 'MAG_ERR', 'SNR', 'FWHM', 'QUALITY'] as const;
const BAD = SOURCE_QUALITY.saturated | SOURCE_QUALITY.edge | SOURCE_QUALITY.blank;

/** The source catalogues of a target, newest first. */
export const liveSourceCatalogues = (pk: () => TargetPk) =>
  live(pk, async (key) =>
    (await dataProductsOfTarget(key)).filter(
      ({ type, name }) => type === 'source_catalogue' && name.endsWith('.fits')
    )
  );

/** The catalogues whose names say that they may belong to a frame. */
export function cataloguesNamedAfter(frame: DataProduct, catalogues: readonly DataProduct[]): DataProduct[] {
  const stem = frameStem(frame.name);
  return catalogues.filter(({ name }) => name.includes(stem));
}

/**
 * The sources in the first of the catalogues that belongs to this frame; null if none does.
 * @throws FitsError if that catalogue cannot be read
 */
export async function sourcesOf(
  frame: DataProduct,
  catalogues: readonly DataProduct[]
): Promise<FrameSources | null> {
  for (const catalogue of catalogues) {
    const sources = await readSources(frame, catalogue);
    if (sources) return sources;
  }
  return null;
}

async function readSources(frame: DataProduct, catalogue: DataProduct): Promise<FrameSources | null> {
  const { openFits } = await import('../../fits/file/openFits');
  const { describeTable } = await import('../../fits/tables/describeTable');
  const { readTable } = await import('../../fits/tables/readTable');
  const blob = await getFile(catalogue.pk);
  if (!blob) return null;
  const file = await openFits(blob);
  const hdu = file.hdus.find(({ header }) => isCatalogueOf(frame, header));
  if (!hdu) return null;
  const table = describeTable(hdu);
  const wanted = COLUMNS.flatMap((name) => table.columns.filter((column) => column.name === name));
  const data = await readTable(file, table, 0, table.rows, wanted);
  if (data.length !== COLUMNS.length) return null;
  const [x, y, magnitude, magnitudeError, signalToNoise, fwhm, quality] = data.map(
    numbersOf
  ) as unknown as NumbersFor<typeof COLUMNS>;
  return {
    catalogue,
    marks: {
      count: table.rows,
      x: Float64Array.from(x, (place) => place - 1),
      y: Float64Array.from(y, (place) => place - 1),
      radii: [hdu.header.number('APRAD1') ?? 5],
      kinds: Array.from(quality, kindOf),
      label: (i) =>
        [
          `Source ${i + 1}: ${magnitudeText(magnitude[i]!, magnitudeError[i]!)}.`,
          qualitySentences(quality[i]!)
        ]
          .join(' ')
          .trim()
    },
    magnitude,
    magnitudeError,
    signalToNoise,
    fwhm,
    quality
  };
}

/** By uid, as several frames may share a name. Catalogues of earlier versions have a key, or only the name. */
function isCatalogueOf({ pk, uid, name }: DataProduct, header: FitsHeader): boolean {
  const [sourceUid, key] = [header.string('SRCUID'), header.number('SRCPK')];
  if (sourceUid !== null) return sourceUid === uid;
  return key === null ? header.string('SRCFILE') === name : key === pk;
}

type NumbersFor<Names extends readonly string[]> = { -readonly [K in keyof Names]: ArrayLike<number> };

const numbersOf = ({ kind, values }: ColumnData): ArrayLike<number> => (kind === 'number' ? values : []);

function kindOf(quality: number): MarkKind {
  if (quality & BAD) return 'bad';
  return quality === 0 ? 'good' : 'doubtful';
}

const magnitudeText = (magnitude: number, error: number): string =>
  Number.isNaN(magnitude)
    ? 'no flux above the sky'
    : `magnitude ${magnitude.toFixed(3)} ± ${error.toFixed(3)}`;
