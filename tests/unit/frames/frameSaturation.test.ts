import { expect, it } from 'vitest';
import { frameSaturation } from '../../../src/lib/frames/frameSaturation';
import { plainPixelScan } from '../../../src/lib/kernels/sky/PixelScan';

const NOTHING = { saturate: null, dataMax: null, largest: Infinity };

/** A sky about 100, and these values once each. */
function saturationWith(values: readonly number[], declared: Partial<typeof NOTHING> | object) {
  const data = Float32Array.from({ length: 400 }, (_, i) => values[i] ?? 90 + ((7 * i) % 20));
  const image = { data, width: 20, height: 20 };
  return frameSaturation({ ...NOTHING, ...declared }, image, plainPixelScan(image));
}

const header = (keyword: string) => ({ code: 'header', parameters: { keyword } });
const pixels = (evidence: string) => ({ code: 'pixels', parameters: { evidence } });
const WHOLE_STAR = [40_000, 30_000, 20_000];
const CUT_OFF = [4095, 4095, 4095, 3000];

it.each([
  [
    'SATURATE before all',
    WHOLE_STAR,
    { saturate: 50_000, dataMax: 45_000, largest: 65_535 },
    50_000,
    header('SATURATE')
  ],
  [
    'a SATURATE below what the camera gives',
    [65_535, 61_000],
    { saturate: 60_000 },
    60_000,
    header('SATURATE')
  ],
  ['pixels that are cut off lower than SATURATE', CUT_OFF, { saturate: 65_535 }, 4095, pixels('converter')],
  [
    'no SATURATE that most pixels are above',
    WHOLE_STAR,
    { saturate: 80, largest: 65_535 },
    65_535,
    { code: 'dataType', parameters: {} }
  ],
  ['DATAMAX as a limit', WHOLE_STAR, { dataMax: 50_000, largest: 65_535 }, 50_000, header('DATAMAX')],
  [
    'no DATAMAX that is the highest value',
    WHOLE_STAR,
    { dataMax: 40_000, largest: 65_535 },
    65_535,
    { code: 'dataType', parameters: {} }
  ],
  ['pixels before the type of the file', CUT_OFF, { largest: 65_535 }, 4095, pixels('converter')],
  ['equal highest values', [51_234, 51_234, 51_234, 40_000], {}, 51_234, pixels('pileUp')],
  ['nothing', WHOLE_STAR, {}, Infinity, { code: 'unknown', parameters: {} }]
])('goes by %s', (_, values, declared, level, source) => {
  expect(saturationWith(values, declared)).toEqual({ level, source });
});
