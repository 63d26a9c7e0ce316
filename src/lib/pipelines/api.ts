/**
 * All that a pipeline needs: the contract, and a kit of tools. README.md beside this file tells how to use it.
 */

// The contract
export { definePipeline } from './contract/definePipeline';
export { DataProduct, ReducedDatum } from './contract/outputs';
export { AsyncError, NotImplementedError } from './contract/errors';
export { fileErrorText } from './contract/fileErrorText';
export { namingFile } from './contract/namingFile';
export { orRefused } from './contract/orRefused';
export { parsePixel } from './contract/parsePixel';
export type { Pipeline, Preview } from './contract/definePipeline';
export type { OutputType, PhotometryRow, PipelineOutput } from './contract/outputs';
export type { RunningProcess, TemporaryDirectory, TemporaryFile } from './contract/process';
export type { InputFile } from '../domain/rows/InputFile';
export type { Flag, Parameter } from '../domain/rows/PipelineOptions';

// Frames and tables
export { FRAME_SUFFIXES } from '../domain/image/suffixes';
export type { Image } from '../domain/image/Image';
export { openFrame } from '../frames/openFrame';
export type { Frame } from '../frames/Frame';
export { openFits } from '../fits/file/openFits';
export { describeTable } from '../fits/tables/describeTable';
export { readTable } from '../fits/tables/readTable';

// Statistics
export { median } from '../kernels/array/median';
export { sigmaClip } from '../kernels/array/sigmaClip';
export { background } from '../kernels/sky/background';
export { zscale } from '../kernels/picture/zscale';

// Sources and their brightness
export { detectSources } from '../kernels/sources/detectSources';
export { aperturePhotometry } from '../kernels/photometry/aperturePhotometry';
export { annulusSky } from '../kernels/photometry/annulusSky';
export { matchStars } from '../kernels/alignment/matchStars';
export { unixToModifiedJulianDate } from '../domain/units/modifiedJulianDate';

// Pictures, plots and files
export { framePng } from './kit/framePng';
export { encodePng } from '../formats/png';
export { downsample } from '../kernels/picture/downsample';
export { flipVertically } from '../kernels/picture/flipVertically';
export { stretch } from '../kernels/picture/stretch';
export { plotSvg } from '../formats/plot/plotSvg';
export type { Plot } from '../domain/plot/Plot';
export { toCsv } from '../formats/csv';
export { writeFits } from '../fits/write/writeFits';
