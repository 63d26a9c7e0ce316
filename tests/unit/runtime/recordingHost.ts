import type { PipelineHost } from '../../../src/lib/runtime/protocol';

/** A host that records what a run reports. */
export class RecordingHost implements PipelineHost {
  readonly statuses: string[] = [];
  readonly fractions: number[] = [];
  logs = '';

  updateStatus(status: string): void {
    this.statuses.push(status);
  }

  log(text: string): void {
    this.logs += text;
  }

  progress(fraction: number): void {
    this.fractions.push(fraction);
  }
}
