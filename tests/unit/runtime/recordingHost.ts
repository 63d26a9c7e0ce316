import type { Warning } from '../../../src/lib/domain/rows/Warning';
import type { PipelineHost } from '../../../src/lib/runtime/protocol';

/** A host that records what a run reports. */
export class RecordingHost implements PipelineHost {
  readonly statuses: string[] = [];
  readonly fractions: number[] = [];
  readonly warnings: Warning[] = [];
  logs = '';

  updateStatus(status: string): void {
    this.statuses.push(status);
  }

  log(text: string): void {
    this.logs += text;
  }

  warn(warning: Warning): void {
    this.warnings.push(warning);
  }

  progress(fraction: number): void {
    this.fractions.push(fraction);
  }
}
