import { checksum32, encodeChecksum } from '../file/checksum';
import { paddedLength, type DataUnit } from './DataUnit';
import { formatCard, type Card } from '../file/formatCard';
import { withWcsAxes } from './withWcsAxes';

/** Where an HDU is in its file, which decides how its header begins. */
export type HduPosition = 'only' | 'first' | 'later';

/**
 * The bytes of the header of an HDU.
 * @param cards all cards, formatted, except those that follow from the data
 * @param dataSum `checksum32` of the data
 */
export function hduHeader(
  unit: Omit<DataUnit, 'strips'>,
  position: HduPosition,
  cards: string,
  dataSum: number
): Uint8Array<ArrayBuffer> {
  const start = position === 'later' ? extensionCards(unit) : primaryCards(unit, position);
  const own = unit.extension === 'IMAGE' ? withWcsAxes(cards, unit.axes.length) : cards;
  return withChecksums(start.map(formatCard).join('') + own, dataSum);
}

function primaryCards(unit: Omit<DataUnit, 'strips'>, position: HduPosition): Card[] {
  const extend: Card[] = position === 'first' ? [['EXTEND', true, 'there may be extensions']] : [];
  return [['SIMPLE', true, 'conforms to FITS standard'], ...sizeCards(unit), ...extend, ...unit.cards];
}

function extensionCards(unit: Omit<DataUnit, 'strips'>): Card[] {
  return [
    ['XTENSION', unit.extension, unit.extension === 'IMAGE' ? 'image extension' : 'binary table'],
    ...sizeCards(unit),
    ['PCOUNT', 0],
    ['GCOUNT', 1],
    ...unit.cards
  ];
}

const sizeCards = ({ bitpix, axes }: Pick<DataUnit, 'bitpix' | 'axes'>): Card[] => [
  ['BITPIX', bitpix, 'type of the values'],
  ['NAXIS', axes.length],
  ...axes.map((length, axis): Card => [`NAXIS${axis + 1}`, length])
];

/** FITS 4.0, section 4.4.2.7 and appendix J: the sum of the whole HDU is minus zero. */
function withChecksums(cards: string, dataSum: number): Uint8Array<ArrayBuffer> {
  const dataSumCard = formatCard(['DATASUM', String(dataSum), 'sum of the data']);
  const header = (checksum: string): Uint8Array<ArrayBuffer> => {
    const checksumCard = formatCard(['CHECKSUM', checksum, 'makes the sum of the HDU minus zero']);
    const text = cards + checksumCard + dataSumCard + 'END';
    return new TextEncoder().encode(text.padEnd(paddedLength(text.length)));
  };
  return header(encodeChecksum(checksum32(header('0'.repeat(16)), dataSum)));
}
