import { frameStem } from '../../domain/image/frameStem';
import type { RunningProcess } from '../api';
import type { CalibrateOptions } from './calibrateLight';
import { chooseMasters } from './chooseMasters';
import type { DescribedFrame } from './DescribedFrame';
import type { Masters } from './Master';
import type { Report } from './Report';

/**
 * Calibrates and saves the light frames. One for which there is no master at all is left out.
 * @returns how many were saved
 */
export async function saveLights(
  process: RunningProcess<typeof import('./frameSteps')>,
  lights: readonly DescribedFrame[],
  masters: Masters,
  options: CalibrateOptions,
  report: Report,
  save: (stem: string, blob: Blob) => Promise<void>
): Promise<number> {
  const inputs = lights.map(({ input }) => input);
  let [next, saved] = [0, 0];
  for await (const outcome of process.eachFrame('calibrate', inputs, masters, options, process.provenance)) {
    const frame = lights[next++]!;
    const { name } = frame.input;
    for (const reason of chooseMasters(frame, masters).reasons) report.missing(`${name}: ${reason}.`);
    const already = Object.entries(frame.done).flatMap(([step, isDone]) => (isDone ? [step] : []));
    if (already.length > 0)
      report.log(
        `${name}: its header says that it is corrected already for ${already.join(', ')}; not done again.`
      );
    const { result, error } = outcome;
    if (error !== null) report.leaveOut(name, error);
    else if (result) {
      await save(`${frameStem(name)}_cal`, result.fits);
      report.log(`${name}: ${result.lines.join('; ')}.`);
      saved++;
    } else report.missing(`${name}: nothing to calibrate it with. It is left out.`);
    report.step();
  }
  return saved;
}
