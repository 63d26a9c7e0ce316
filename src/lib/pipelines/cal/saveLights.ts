import { frameStem } from '../../domain/image/frameStem';
import type { RunningProcess } from '../api';
import type { CalibrateOptions } from './calibrateLight';
import type { CalWarning } from './sentences';
import { chooseMasters } from './chooseMasters';
import type { DescribedFrame } from './DescribedFrame';
import type { Masters } from './Master';
import type { Report } from './Report';

/**
 * Calibrates and saves the light frames. A frame without any master is left out.
 * @returns how many were saved
 */
export async function saveLights(
  process: RunningProcess<typeof import('./frameSteps'), CalWarning>,
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
    for (const missing of chooseMasters(frame, masters).missing) report.missing(name, missing);
    const already = Object.entries(frame.done).flatMap(([step, isDone]) => (isDone ? [step] : []));
    if (already.length > 0)
      report.log(
        `${name}: its header says that ${already.join(', ')} ${already.length === 1 ? 'was' : 'were'} already applied, so ${already.length === 1 ? 'it is' : 'they are'} not applied again.`
      );
    const { result, error } = outcome;
    if (error !== null) report.leaveOut(name, error);
    else if (result) {
      await save(`${frameStem(name)}_cal`, result.fits);
      report.log(`${name}: ${result.lines.join('; ')}.`);
      for (const warning of result.warnings) report.warn(warning);
      saved++;
    } else report.leaveAsIs(name);
    report.step();
  }
  report.warnOfMissing();
  return saved;
}
