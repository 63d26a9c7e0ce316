import type { Image } from '../../domain/image/Image';
import type { Card } from '../../fits/file/formatCard';
import type { Frame } from '../../frames/Frame';
import { calstatCard } from './calibrateLight';
import { combineMethod } from './combineFrames';
import { frameFile } from './frameFile';
import type { Master } from './Master';

const IMAGE_TYPES = { bias: 'Master Bias', dark: 'Master Dark', flat: 'Master Flat' } as const;

/** A FITS file of a master, recognised as one when it is read again. */
export function masterFile(
  { type, inputs, exposure, filter, settings, done }: Master,
  image: Image,
  first: Frame,
  provenance: readonly string[]
): Blob {
  const cards: Card[] = [
    ['IMAGETYP', IMAGE_TYPES[type], 'type of frame'],
    calstatCard(done),
    ['NCOMBINE', inputs.length, 'frames combined'],
    ['COMBMETH', combineMethod(inputs.length), 'how']
  ];
  if (type === 'dark' && exposure !== null) cards.push(['EXPTIME', exposure, '[s] exposure time']);
  if (type === 'flat' && filter !== null) cards.push(['FILTER', filter, 'filter']);
  if (settings.rowOrder)
    cards.push(['ROWORDER', settings.rowOrder === 'topDown' ? 'TOP-DOWN' : 'BOTTOM-UP', 'order of the rows']);
  for (const name of inputs) cards.push(['HISTORY', `Combined ${name}`]);
  for (const line of provenance) cards.push(['HISTORY', line]);
  return frameFile(first, image, cards);
}
