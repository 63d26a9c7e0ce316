import type { PipelineProcessPk } from '../../domain/units/Brand';
import type { ProcessLog } from '../../domain/rows/ProcessLog';
import { observe } from '../../store/observe';
import { logsOfProcess } from '../../store/processLogs';

/** The log of a process as it grows. Only what is new is read each time. */
export class LiveLog {
  pieces = $state.raw<readonly ProcessLog[]>([]);

  constructor(pk: () => PipelineProcessPk) {
    $effect(() => {
      const processPk = pk();
      let pieces: readonly ProcessLog[] = [];
      this.pieces = pieces;
      const newPieces = () => logsOfProcess(processPk, pieces.at(-1)?.pk ?? 0);
      const subscription = observe(newPieces).subscribe((added) => {
        if (added.length > 0) this.pieces = pieces = [...pieces, ...added];
      });
      return () => subscription.unsubscribe();
    });
  }
}
