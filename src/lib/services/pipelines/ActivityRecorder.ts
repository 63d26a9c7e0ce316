import type { PipelineProcessPk } from '../../domain/units/Brand';
import type { Warning } from '../../domain/rows/Warning';
import type { PipelineHost } from '../../runtime/protocol';
import { saveActivity } from '../../store/processLogs';
import { now } from '../live/now';

const INTERVAL_MS = 250;

/**
 * Takes what a running pipeline says and saves it: a status at once, log lines and progress at most every
 * 250 ms, and never two writes at a time, so that a talkative pipeline cannot flood the store.
 */
export class ActivityRecorder implements PipelineHost {
  readonly #processPk: PipelineProcessPk;
  #status: string | null = null;
  #progress: number | null = null;
  #logText = '';
  #warnings: Warning[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastSaved = 0;
  #saving: Promise<void> = Promise.resolve();
  #error: unknown;

  constructor(processPk: PipelineProcessPk) {
    this.#processPk = processPk;
  }

  updateStatus(status: string): Promise<void> {
    this.#status = status;
    return this.#save();
  }

  log(text: string): void {
    this.#logText += text;
    this.#saveSoon();
  }

  warn(warning: Warning): void {
    this.#warnings.push(warning);
    this.#saveSoon();
  }

  progress(fraction: number): void {
    this.#progress = fraction;
    this.#saveSoon();
  }

  /** Saves what is left. @throws what made an earlier or this write fail. */
  async finish(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#save();
    if (this.#error !== undefined) throw this.#error;
  }

  #saveSoon(): void {
    const wait = this.#lastSaved + INTERVAL_MS - performance.now();
    if (wait > 0) {
      this.#timer ??= setTimeout(() => void this.#save(), wait);
    } else {
      void this.#save();
    }
  }

  #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastSaved = performance.now();
    this.#saving = this.#saving.then(async () => {
      const activity = {
        status: this.#status,
        progress: this.#progress,
        logText: this.#logText,
        warnings: this.#warnings
      };
      const isSilent = activity.status === null && activity.progress === null && !activity.logText;
      if (isSilent && activity.warnings.length === 0) return;
      this.#status = this.#progress = null;
      this.#logText = '';
      this.#warnings = [];
      try {
        await saveActivity(this.#processPk, activity, now());
      } catch (error) {
        this.#error ??= error;
      }
    });
    return this.#saving;
  }
}
