import type { PipelineProcessPk, UnixMilliseconds } from '../domain/units/Brand';
import type { ProcessLog } from '../domain/rows/ProcessLog';
import type { Warning } from '../domain/rows/Warning';
import { db } from './db';

/** The pieces of a log that came after the one with the key `after`. */
export const logsOfProcess = (processPk: PipelineProcessPk, after: number): Promise<ProcessLog[]> =>
  db.processLogs
    .where('[processPk+pk]')
    .between([processPk, after], [processPk, Infinity], false, true)
    .toArray();

export interface Activity {
  readonly status: string | null;
  readonly progress: number | null;
  readonly logText: string;
  readonly warnings: readonly Warning[];
}

/** Saves what a running process has reported since the last time; nothing if it no longer runs. */
export function saveActivity(
  processPk: PipelineProcessPk,
  { status, progress, logText, warnings }: Activity,
  now: UnixMilliseconds
): Promise<void> {
  return db.transaction('rw', db.processes, db.processLogs, async () => {
    const process = await db.processes.get(processPk);
    if (process?.stage !== 'running') return;
    await db.processes.update(processPk, {
      lastActivity: now,
      ...(status !== null && { status }),
      ...(progress !== null && { progress }),
      ...(warnings.length > 0 && { warnings: [...process.warnings, ...warnings] })
    });
    if (logText) await db.processLogs.add({ processPk, text: logText });
  });
}
