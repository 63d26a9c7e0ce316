import type { Card } from '../../fits/formatCard';
import { calibrateLight, type CalibrateOptions } from './calibrateLight';
import { chooseMasters } from './chooseMasters';
import type { Frame } from './Frame';
import { frameFile } from './frameFile';
import type { Masters } from './Master';
import { openFrame } from './openFrame';
import type { Report } from './Report';

interface SaveOptions extends CalibrateOptions {
  readonly provenance: readonly string[];
}

/**
 * Calibrates and saves the light frames, one at a time. One for which there is no master at all is left out.
 * @returns how many were saved
 */
export async function saveLights(
  lights: readonly Frame[],
  masters: Masters,
  options: SaveOptions,
  report: Report,
  save: (stem: string, blob: Blob) => Promise<void>
): Promise<number> {
  let saved = 0;
  for (const frame of lights) {
    const { name } = frame.input;
    const choice = chooseMasters(frame, masters);
    for (const reason of choice.reasons) report.missing(`${name}: ${reason}.`);
    const already = Object.entries(frame.done).flatMap(([step, isDone]) => (isDone ? [step] : []));
    if (already.length > 0)
      report.log(
        `${name}: its header says that it is corrected already for ${already.join(', ')}; not done again.`
      );
    const isSaved = await report.orLeaveOut(name, async () => {
      const open = await openFrame(frame.input.blob);
      if (!choice.bias && !choice.dark && !choice.flat && !open.overscan) return false;
      const { image, cards, lines } = await calibrateLight(frame, open, choice, options);
      const history = [...options.provenance, `Calibrated of ${name}`, ...lines];
      const historyCards = history.map((line): Card => ['HISTORY', line]);
      await save(`${stemOf(name)}_cal`, frameFile(open, image, [...cards, ...historyCards]));
      report.log(`${name}: ${lines.join('; ')}.`);
      return true;
    });
    if (isSaved) saved++;
    else if (isSaved === false) report.missing(`${name}: nothing to calibrate it with. It is left out.`);
    report.step();
  }
  return saved;
}

const stemOf = (name: string): string => name.replace(/(\.(fits|fit|fts))?(\.(fz|gz))?$/i, '');
