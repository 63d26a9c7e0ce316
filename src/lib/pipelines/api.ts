/**
 * The pipeline contract: everything a pipeline imports from the house.
 * How to write one is told in README.md beside this file.
 */
export { AsyncError, NotImplementedError } from './contract/errors';
export { DataProduct, ReducedDatum } from './contract/outputs';
export { definePipeline } from './contract/definePipeline';
export { fileErrorText } from './contract/fileErrorText';
export { namingFile } from './contract/namingFile';
export { parsePixel } from './contract/parsePixel';
export type { OutputType, PhotometryRow, PipelineOutput } from './contract/outputs';
export type { InputFile } from '../domain/rows/InputFile';
export type { RunningProcess, TemporaryDirectory, TemporaryFile } from './contract/process';
export type { Flag, Parameter } from '../domain/rows/PipelineOptions';
export type { Pipeline, Preview } from './contract/definePipeline';
