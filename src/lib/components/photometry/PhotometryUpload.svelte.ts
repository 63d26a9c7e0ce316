import {
  BRIGHTNESS_ROLES,
  type ColumnRole,
  type PhotometryMapping,
  type PhotometryTableReport,
  type TimeKind
} from '../../domain/measurement/photometryTable';
import type { Target } from '../../domain/rows/Target';
import { errorSentence } from '../../services/messages/errorSentence';
import { inspectPhotometry, type PhotometryFile } from '../../services/photometry/photometryImport';

/** A file that the user is about to import: what is in it, and what its columns are said to mean. */
export class PhotometryUpload {
  report = $state.raw<PhotometryTableReport | null>(null);
  /** What the user says of the columns; the report follows. */
  mapping = $state.raw<PhotometryMapping | null>(null);
  failure = $state('');
  leaveOutUnreadable = $state(false);
  /** How much of the file has been read, from 0 to 1. */
  done = $state(0);
  #reading = new AbortController();

  constructor(
    readonly file: File,
    private readonly target: Target
  ) {
    void this.#read(null);
  }

  /** What to import; null if there is nothing, it is still being read, or a row cannot be read and the user did not say to leave it out. */
  get ready(): PhotometryFile | null {
    const { file, report, mapping, leaveOutUnreadable } = this;
    if (!report || !mapping || report.mapping !== mapping || report.readable === 0) return null;
    if (report.problems.length > 0 && !leaveOutUnreadable) return null;
    return { file, mapping, readable: report.readable, leaveOutUnreadable };
  }

  /** Only one column has a role, and only one of magnitude and flux: the one that had it before loses it. */
  setRole(column: number, role: ColumnRole): void {
    if (!this.mapping) return;
    const { roles, timeKind } = this.mapping;
    const isTaken = (former: ColumnRole): boolean =>
      former === role || (BRIGHTNESS_ROLES.includes(role) && BRIGHTNESS_ROLES.includes(former));
    void this.#read({
      roles: roles.map((former, i) => (i === column ? role : isTaken(former) ? '' : former)),
      timeKind
    });
  }

  setTimeKind(timeKind: TimeKind): void {
    if (this.mapping) void this.#read({ ...this.mapping, timeKind });
  }

  /** Stops reading, for one that is not to be imported. */
  stop(): void {
    this.#reading.abort();
  }

  async #read(mapping: PhotometryMapping | null): Promise<void> {
    this.stop();
    const { signal } = (this.#reading = new AbortController());
    this.mapping = mapping;
    this.done = 0;
    try {
      const report = await inspectPhotometry(
        this.file,
        this.target,
        mapping,
        (done) => (this.done = done),
        signal
      );
      if (signal.aborted) return;
      this.report = report;
      this.mapping = report.mapping;
    } catch (error) {
      if (!signal.aborted) this.failure = errorSentence(error);
    }
  }
}
