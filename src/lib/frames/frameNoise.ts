import type { CorrectedFacts } from '../domain/rows/correctedFacts';
import { detectorNoise, type DetectorNoise, type Gain } from '../fits/facts/detectorNoise';
import type { Hdu } from '../fits/file/Hdu';

/** Gain and read noise of a frame: as its user says, else as its headers say. */
export function frameNoise(
  hdus: readonly Hdu[],
  image: Hdu,
  {
    gain,
    readNoise,
    exposureTime,
    corrected
  }: Pick<CorrectedFacts, 'gain' | 'readNoise' | 'exposureTime' | 'corrected'>
): DetectorNoise {
  const declared = detectorNoise(hdus, image, corrected.includes('exposureTime') ? exposureTime : null);
  return {
    gain: gain === null ? declared.gain : ofUser(gain),
    readNoise: readNoise === null ? declared.readNoise : ofUser(readNoise)
  };
}

const ofUser = (value: number): Gain => ({ value, source: 'as you say', isCertain: true });
