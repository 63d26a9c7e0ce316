import { describeTable } from '../../../src/lib/fits/tables/describeTable';
import { axisLengths, type Hdu } from '../../../src/lib/fits/file/Hdu';
import { imageSize } from '../../../src/lib/fits/image/imageSize';
import type { FitsFile } from '../../../src/lib/fits/file/openFits';
import { readPixels, type Pixels } from '../../../src/lib/fits/image/readPixels';
import { readTable } from '../../../src/lib/fits/tables/readTable';
import { columnText, digest } from './canonicalText';

/** What conformance.py says about the data of an HDU. */
export interface DataFacts {
  readonly shape?: readonly number[];
  readonly pixels?: string;
  readonly rows?: number;
  readonly columns?: readonly (readonly [name: string, cells: string])[];
}

export async function dataFacts(file: FitsFile, hdu: Hdu): Promise<DataFacts> {
  if (imageSize(hdu)) return imageFacts(file, hdu);
  if (!['asciiTable', 'binaryTable', 'randomGroups'].includes(hdu.kind)) return {};
  const table = describeTable(hdu);
  const columns = await readTable(file, table);
  return { rows: table.rows, columns: columns.map((data) => [data.column.name, digest(columnText(data))]) };
}

/** All planes, in sequence. */
async function imageFacts(file: FitsFile, hdu: Hdu): Promise<DataFacts> {
  const planes: Uint8Array[] = [];
  for (let plane = 0; plane < imageSize(hdu)!.planes; plane++)
    planes.push(doubles(await readPixels(file, hdu, plane)));
  const shape = axisLengths(hdu.index, hdu.header, hdu.kind === 'image' ? '' : 'Z');
  return { shape, pixels: digest(Buffer.concat(planes)) };
}

/** Physical values as little-endian doubles, with the same NaN for everything blank. */
function doubles({ data, blank }: Pixels): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8 * data.length));
  for (const [i, value] of data.entries()) {
    const number = value === blank ? NaN : Number(value);
    if (Number.isNaN(number)) bytes.setBigUint64(8 * i, 0x7ff8n << 48n, true);
    else bytes.setFloat64(8 * i, number, true);
  }
  return new Uint8Array(bytes.buffer);
}
