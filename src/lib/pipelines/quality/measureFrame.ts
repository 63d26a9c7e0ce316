import type { Image } from '../../domain/image/Image';
import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Frame } from '../../frames/Frame';
import type { LentImage } from '../../frames/lendImage';
import { frameBackground } from '../../frames/frameBackground';
import { detectSources } from '../../kernels/sources/detectSources';
import type { StarList } from '../../kernels/alignment/matchStars';
import { itemAt } from '../../domain/units/itemAt';
import { median } from '../../kernels/array/median';
import type { HighestValue } from '../../kernels/sky/PixelScan';
import type { PixelCounts, SingleFrameQuality } from './FrameQuality';
import { longestTrail } from './longestTrail';

/** Height of a peak above the background, in units of its noise, for a star to be counted and to be measured. */
const MIN_COUNTED = 5;
const MIN_MEASURED = 20;
/** Enough to match frames; with more, matching frames of different fields takes long. */
const MAX_BRIGHT_STARS = 40;

/**
 * @param lent the image of the frame
 * @param saturation the lowest value that is saturated; null: from the frame
 */
export function measureFrame(frame: Frame, lent: LentImage, saturation: number | null): SingleFrameQuality {
  const { image, scan } = lent;
  const { name, facts, width, height } = frame;
  const found = scan.highestValue();
  const level = saturation === null ? lent.saturation.level : Math.fround(saturation);
  const pixels = countPixels(image, found, level);
  const sky = frameBackground(lent);
  const measured = {
    name,
    facts,
    width,
    height,
    pixels,
    pixelScale: frame.wcs?.orientation((width - 1) / 2, (height - 1) / 2)?.pixelScale ?? NaN,
    background: sky.globalLevel,
    backgroundRms: sky.globalRms
  };
  // Without noise every pixel would stand out from it.
  if (!(sky.globalRms > 0)) return { ...measured, ...NOTHING_FOUND };
  const { sources, fwhm, hotPixels, cosmicRays, footprints } = detectSources(image, sky, {
    saturation: level,
    scan
  });
  const { peak } = sources;
  const unmeasured = ~SOURCE_QUALITY.blended;
  const counted = indicesOf(sources, (i) => itemAt(peak, i) >= MIN_COUNTED * sky.globalRms);
  const good = counted.filter(
    (i) => itemAt(peak, i) >= MIN_MEASURED * sky.globalRms && !(itemAt(sources.quality, i) & unmeasured)
  );
  return {
    ...measured,
    fwhm,
    hotPixels,
    cosmicRays,
    stars: counted.length,
    elongation: median(Float32Array.from(good, (i) => itemAt(sources.a, i) / itemAt(sources.b, i))),
    trailLength: longestTrail(footprints, fwhm),
    brightStars: starList(
      sources,
      counted.filter((i) => !(itemAt(sources.quality, i) & UNCERTAIN_POSITION)).slice(0, MAX_BRIGHT_STARS)
    )
  };
}

const NOTHING_FOUND = {
  stars: 0,
  fwhm: NaN,
  elongation: NaN,
  hotPixels: 0,
  cosmicRays: 0,
  trailLength: 0,
  brightStars: { x: new Float64Array(0), y: new Float64Array(0), flux: new Float64Array(0), count: 0 }
};

const UNCERTAIN_POSITION = SOURCE_QUALITY.saturated | SOURCE_QUALITY.edge | SOURCE_QUALITY.blank;

const indicesOf = ({ count }: SourceCatalogue, isWanted: (i: number) => boolean): number[] =>
  Array.from({ length: count }, (_, i) => i).filter(isWanted);

const starList = ({ x, y, flux }: SourceCatalogue, indices: readonly number[]): StarList => ({
  x: Float64Array.from(indices, (i) => itemAt(x, i)),
  y: Float64Array.from(indices, (i) => itemAt(y, i)),
  flux: Float64Array.from(indices, (i) => itemAt(flux, i)),
  count: indices.length
});

function countPixels(
  { data }: Image,
  { highest, atHighest, present }: HighestValue,
  level: number
): PixelCounts {
  let saturated = 0;
  // By index: iterators take several times as long over millions of pixels.
  if (highest >= level)
    for (let i = 0; i < data.length; i++) if (data[i]! >= level && data[i]! < Infinity) saturated++;
  return { blank: data.length - present, saturated, highest, isConstant: atHighest === present };
}
