/** All types that cross the border of a worker, and what each kind of worker answers. */
import type { Saturation } from '../frames/frameSaturation';
import type { Affine } from '../domain/image/Affine';
import type { FileFacts } from '../domain/image/FileFacts';
import type { FrameDisplay } from '../domain/image/FrameDisplay';
import type { PhotometryMapping, PhotometryTableReport } from '../domain/measurement/photometryTable';
import type { Plot, PlotView } from '../domain/plot/Plot';
import type { CorrectedFacts } from '../domain/rows/correctedFacts';
import type { NotLookedAt } from '../domain/rows/DataProduct';
import type { FinishedOutput, PhotometryMeasurement } from '../domain/rows/FinishedOutput';
import type { InputFile } from '../domain/rows/InputFile';
import type { PipelineDescription } from '../domain/rows/PipelineDescription';
import type { FlagValues, ParameterValues } from '../domain/rows/PipelineProcess';
import type { Target } from '../domain/rows/Target';
import type { Warning } from '../domain/rows/Warning';
import type { ObservedTime } from '../domain/sky/ObservedTime';
import type { Position } from '../domain/sky/Position';
import type { DataProductPk, UnixMilliseconds } from '../domain/units/Brand';
import type { FileKind } from '../fits/file/fileKind';
import type { FitsRemark } from '../fits/file/FitsRemark';
import type { HduKind } from '../fits/file/Hdu';
import type { Verdict } from '../fits/file/verifyChecksum';
import type { ImageSize } from '../fits/image/imageSize';
import type { ArchivedFile } from '../formats/archive/ZipArchive';
import type { JulianDates } from '../kernels/time/julianDates';
import type { Preview } from '../pipelines/contract/definePipeline';
import type { StepOutcome } from '../pipelines/contract/frameSteps';

export interface PreviewRequest {
  readonly target: Target | null;
  readonly inputFiles: readonly InputFile[];
  readonly flags: FlagValues | null;
  readonly parameters: ParameterValues | null;
}

export interface RunRequest extends PreviewRequest {
  readonly identifier: string;
  /** Of the target, for pipelines that read it. */
  readonly photometry: readonly PhotometryMeasurement[];
}

/** Where a run reports to while it works. */
export interface PipelineHost {
  /** The run goes on once it resolves: when the status has been saved, as everybody can see it. */
  updateStatus(status: string): void | Promise<void>;
  log(text: string): void | Promise<void>;
  warn(warning: Warning): void | Promise<void>;
  progress(fraction: number): void;
}

export type RunResult = (
  | { readonly outcome: 'created'; readonly outputs: readonly FinishedOutput[] }
  | { readonly outcome: 'failed'; readonly failureMessage: string }
) & {
  /** All that the host was told, in order. */
  readonly warnings: readonly Warning[];
};

/** What the worker of a pipeline answers about the pipeline with an id. */
export interface PipelineWorkerApi {
  describe(id: string): Promise<PipelineDescription>;
  run(id: string, request: RunRequest, host: PipelineHost): Promise<RunResult>;
  preview(id: string, request: PreviewRequest): Promise<Preview>;
  runFrameStep(
    id: string,
    step: string,
    file: InputFile,
    options: readonly unknown[]
  ): Promise<StepOutcome<unknown>>;
}

export interface FileInspection {
  /** A key of `DATA_PRODUCT_TYPES`. */
  readonly type: 'fits_file' | 'image_file' | '';
  readonly facts: FileFacts | null;
  /** Why the file, or its image, cannot be read as FITS; null for texts and pictures, which are not expected to be. */
  readonly unreadable: string | null;
  /** What was passed over in it. */
  readonly remarks: readonly FitsRemark[];
  /** What it is instead of FITS. */
  readonly kind: FileKind | null;
  readonly thumbnail: Blob | null;
  /** Set if it is not known what the file is. */
  readonly notLookedAt?: NotLookedAt['because'];
}

/** A file to be added: one of its own, or one in an archive. */
export type IncomingFile =
  | { readonly name: string; readonly blob: Blob }
  | {
      readonly name: string;
      readonly archive: Archive;
      readonly index: number;
      /** Bytes, unpacked. */
      readonly size: number;
    };

export interface Archive {
  /** By which a worker knows one that it has open. */
  readonly id: number;
  readonly name: string;
  readonly blob: Blob;
}

/** A file as it is added: unpacked, if it was compressed in a way that only importing knows. */
export interface ImportedFile {
  readonly name: string;
  readonly blob: Blob;
  readonly inspection: FileInspection;
  /** In hex; null for a file that could not be looked at. */
  readonly sha256: string | null;
}

export type PlotFileKind = 'csv' | 'png' | 'svg';

/** What the worker for single files answers. */
export interface FileWorkerApi {
  contentHash(blob: Blob): Promise<string>;
  importFile(
    file: IncomingFile,
    target: Position | null,
    onread?: (done: number) => void
  ): Promise<ImportedFile>;
  inspectFile(name: string, blob: Blob, target: Position | null): Promise<FileInspection>;
  listArchive(archive: Archive): Promise<readonly ArchivedFile[]>;
  makeThumbnail(blob: Blob, corrected: Pick<CorrectedFacts, 'filter' | 'mosaic'>): Promise<Blob | null>;
  plotFile(kind: PlotFileKind, plot: Plot, view: PlotView): Promise<Blob>;
  readPhotometry(
    file: Blob,
    target: Position,
    mapping: PhotometryMapping | null,
    take: ((measurements: readonly PhotometryMeasurement[]) => Promise<void> | void) | null,
    onread?: (done: number) => void
  ): Promise<PhotometryTableReport>;
  readTimes(blob: Blob, target: Position): Promise<ObservedTime[]>;
  simulateFrame(index: number): File;
}

/** What a page needs to know of an HDU to offer it. */
export interface HduOverview {
  readonly index: number;
  readonly kind: HduKind;
  readonly name: string | null;
  /** Of its image; null where there is none. */
  readonly size: ImageSize | null;
  /** Whether the planes of its image are red, green and blue. */
  readonly hasColours: boolean;
  /** Whether its image stands for the file; see `firstImage`. */
  readonly isMain: boolean;
  /** Whole cards, as `FitsHeader` takes them. */
  readonly header: Uint8Array;
}

/** An HDU of a file. */
export interface HduAddress {
  readonly productPk: DataProductPk;
  readonly hdu: number;
}

/** One plane of an image, or its three in colour. */
export interface FrameAddress extends HduAddress {
  readonly plane: number | 'colours';
  /** Of the file, as its user says, else as its headers say. */
  readonly said: Pick<CorrectedFacts, 'filter' | 'mosaic'>;
}

export type Limits = readonly [low: number, high: number];

/** How often values occur, in equal parts of the range from `low` to `high`. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: Uint32Array;
}

/** From which value on pixels of a frame are saturated, and how many are. */
export interface FrameSaturation extends Saturation {
  readonly count: number;
}

/** What a page needs to know of a table to show it. */
export interface TableOverview {
  readonly rows: number;
  readonly columns: readonly {
    readonly name: string;
    readonly unit: string | null;
    readonly format: string;
  }[];
}

/** Of a canvas or a picture, pixels. */
interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What the worker of a viewer answers. */
export interface ViewerWorkerApi {
  attach(canvas: OffscreenCanvas): void;
  open(productPk: DataProductPk, blob: Blob): Promise<HduOverview[]>;
  remarks(productPk: DataProductPk): readonly FitsRemark[];
  histogram(address: FrameAddress): Promise<Histogram>;
  saturation(address: FrameAddress): Promise<FrameSaturation>;
  draw(
    address: FrameAddress,
    display: FrameDisplay,
    imageToCanvas: Affine,
    size: PictureSize
  ): Promise<readonly Limits[]>;
  value(address: FrameAddress, x: number, y: number): Promise<string>;
  picture(
    address: FrameAddress,
    display: FrameDisplay,
    imageToCanvas: Affine,
    size: PictureSize
  ): Promise<Blob>;
  table(address: HduAddress): TableOverview;
  tableRows(address: HduAddress, from: number, to: number): Promise<string[][]>;
  sortTable(address: HduAddress, column: number | null, isDescending: boolean): Promise<void>;
  tableCsv(address: HduAddress): Promise<Blob>;
  verifyChecksum(address: HduAddress): Promise<{ readonly checksum: Verdict; readonly datasum: Verdict }>;
  julianDates(mid: UnixMilliseconds, target: Position): Promise<JulianDates>;
}
