import type { PhotometryFields } from '../../domain/rows/photometryValue';
import type { TemporaryFile } from './process';

/** Save the output as a file of the target. */
export const DataProduct = 'DataProduct';
/** Save the output as reduced data: the text of the file, or one measurement for each row of `data`. */
export const ReducedDatum = 'ReducedDatum';

export type OutputType = typeof DataProduct | typeof ReducedDatum;

/** One measurement: a tuple, or an object where there is more to say. */
export type PhotometryRow =
  readonly [time: number, magnitude: number, error: number, inputFile?: string | null] | PhotometryRowFields;

export interface PhotometryRowFields extends Omit<PhotometryFields, 'excluded'> {
  /** Modified Julian date, UTC, of the middle of the exposure. */
  readonly time: number;
  /** The input file it was measured on, if any: its name, or its uid where several may have one name. */
  readonly inputFile?: string | null | undefined;
}

export interface PipelineOutputFields {
  readonly path: TemporaryFile;
  readonly outputType: OutputType;
  /** `type` of the data product, or `dataType` of the reduced datum. */
  readonly tag?: string | undefined;
  /** Another name for `tag`. */
  readonly dataProductType?: string | undefined;
  readonly data?: readonly PhotometryRow[] | undefined;
}

/** What a pipeline hands back for each file to save: an object, or a tuple in the same order. */
export type PipelineOutput =
  | PipelineOutputFields
  | readonly [path: TemporaryFile, outputType: OutputType]
  | readonly [path: TemporaryFile, outputType: OutputType, tag: string]
  | readonly [path: TemporaryFile, outputType: OutputType, tag: string, data: readonly PhotometryRow[]];
