import { writeFits } from '../fits/writeFits';
import { simulateSky, type SkySettings } from '../kernels/simulateSky';

const EXPOSURE_TIME_S = 60;
const CADENCE_MS = 300_000;
const FIRST_FRAME = Date.UTC(2026, 0, 15, 20, 0, 0);

/** The frame with this index of a simulated night, as a FITS file that says it is simulated. */
export function simulateFrame(settings: SkySettings, index: number): File {
  const { image } = simulateSky(settings).frame(index);
  const number = String(index + 1).padStart(3, '0');
  const blob = writeFits({
    data: Uint16Array.from(image.data),
    axes: [image.width, image.height],
    cards: [
      ['OBJECT', 'Simulated variable star'],
      ['DATE-OBS', new Date(FIRST_FRAME + index * CADENCE_MS).toISOString().slice(0, -1), 'UTC, start'],
      ['EXPTIME', EXPOSURE_TIME_S, 'seconds'],
      ['FILTER', 'V'],
      ['IMAGETYP', 'Light'],
      ['TELESCOP', 'Simulated'],
      ['SIMULATE', true, 'not a real observation'],
      ['HISTORY', `Simulated by Pocket TOM, seed ${settings.seed}`]
    ]
  });
  return new File([blob], `simulated_${number}.fits`, { type: 'image/fits' });
}
