import type { Card } from '../../fits/file/formatCard';
import { freeMemory } from '../../kernels/array/freeMemory';
import type { InputFile } from '../api';
import { calibrateLight, type CalibrateOptions } from './calibrateLight';
import { chooseMasters } from './chooseMasters';
import { describeFrame } from './DescribedFrame';
import { frameFile } from './frameFile';
import type { Masters } from './Master';
import { openRaw } from './openRaw';
import { missingText, warningText, type CalWarning } from './sentences';

interface CalibratedFile {
  readonly fits: Blob;
  /** What was done, for people. */
  readonly lines: readonly string[];
  readonly warnings: readonly CalWarning[];
}

/**
 * @returns null if there is nothing to calibrate the frame with
 * @throws FitsError if the file cannot be read
 */
export async function calibrate(
  input: InputFile,
  masters: Masters,
  options: CalibrateOptions,
  provenance: readonly string[]
): Promise<CalibratedFile | null> {
  const open = await openRaw(input);
  const frame = describeFrame(open);
  const choice = chooseMasters(frame, masters);
  if (!choice.bias && !choice.dark && !choice.flat && !open.sections.overscan) return null;
  const { image, cards, lines, warnings } = await calibrateLight(frame, open, choice, options);
  const history = [
    ...provenance,
    ...choice.missing.map((missing) => `Warning: ${missingText(missing)}`),
    ...warnings.map((warning) => `Warning: ${warningText(warning)}`),
    `Calibrated from ${input.name}`,
    ...lines
  ];
  const historyCards = history.map((line): Card => ['HISTORY', line]);
  const fits = frameFile(open, image, [...cards, ...historyCards]);
  freeMemory(image.data);
  return { fits, lines, warnings };
}
