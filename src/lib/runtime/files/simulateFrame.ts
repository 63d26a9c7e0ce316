import { SIMULATED_NIGHT } from '../../domain/sky/simulatedNight';
import { writeFits } from '../../fits/write/writeFits';
import { simulateSky } from '../../kernels/simulation/simulateSky';

const EXPOSURE_TIME_S = 60;
const CADENCE_MS = 300_000;
const FIRST_FRAME = Date.UTC(2026, 0, 15, 20, 0, 0);
/** Degrees per pixel: one arcsecond. */
const PIXEL_SCALE = 1 / 3600;

/** The frame with this index of the simulated night, as a FITS file that says it is simulated. */
export function simulateFrame(index: number): File {
  const { target, sky } = SIMULATED_NIGHT;
  const { variable, gain, readNoise, frame } = simulateSky(sky);
  const { image, drift } = frame(index);
  const number = String(index + 1).padStart(3, '0');
  const blob = writeFits({
    data: Uint16Array.from(image.data),
    axes: [image.width, image.height],
    cards: [
      ['OBJECT', target.name],
      ['DATE-OBS', new Date(FIRST_FRAME + index * CADENCE_MS).toISOString().slice(0, -1), 'UTC, start'],
      ['EXPTIME', EXPOSURE_TIME_S, 'seconds'],
      ['FILTER', 'V'],
      ['IMAGETYP', 'Light'],
      ['TELESCOP', 'Simulated'],
      ['GAIN', gain, 'electrons/ADU'],
      ['RDNOISE', readNoise, 'electrons'],
      ['RADESYS', 'ICRS'],
      ['CTYPE1', 'RA---TAN'],
      ['CTYPE2', 'DEC--TAN'],
      ['CRVAL1', target.ra, 'degrees: the variable star'],
      ['CRVAL2', target.dec, 'degrees'],
      ['CRPIX1', variable.x + drift.x + 1, 'where that is on this frame'],
      ['CRPIX2', variable.y + drift.y + 1],
      ['CDELT1', -PIXEL_SCALE, 'degrees'],
      ['CDELT2', PIXEL_SCALE, 'degrees'],
      ['SIMULATE', true, 'not a real observation'],
      ['HISTORY', `Simulated by Pocket TOM, seed ${sky.seed}`]
    ]
  });
  return new File([blob], `simulated_${number}.fits`, { type: 'image/fits' });
}
