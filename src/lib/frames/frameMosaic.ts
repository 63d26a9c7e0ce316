import type { BayerPattern } from '../domain/image/FrameDisplay';
import type { Image } from '../domain/image/Image';
import type { Statements } from '../domain/statement/Statement';
import { hasMosaicLevels } from '../kernels/picture/hasMosaicLevels';
import { mosaicPattern } from '../kernels/picture/mosaicPattern';
import type { DeclaredMosaic } from './declaredMosaic';

/** The mosaic of a colour camera, of the pixels of a frame as they are stored. */
export interface FrameMosaic {
  /** Null: there is none. */
  readonly pattern: BayerPattern | null;
  readonly source: MosaicSource;
}

export type MosaicSource = Statements<{
  user: {};
  header: {};
  /** The pixels say that it is the declared one upside down. */
  upsideDown: { readonly declared: BayerPattern };
  /** It is declared, but the pixels have no colours. */
  grey: { readonly declared: BayerPattern };
  /** Nobody says that there is one, but the pixels look like it: its user is to be asked. */
  undeclared: {};
  none: {};
}>;

/**
 * Decides what the mosaic is by what is declared, as long as the pixels agree.
 * @param isSilent whether neither user nor header says if there is one, in which case the pixels are asked
 */
export function frameMosaic(declared: DeclaredMosaic | null, image: Image, isSilent = false): FrameMosaic {
  if (!declared) {
    const code = isSilent && hasMosaicLevels(image) ? 'undeclared' : 'none';
    return { pattern: null, source: { code, parameters: {} } };
  }
  const said = declared.pattern;
  if (declared.byUser) return { pattern: said, source: { code: 'user', parameters: {} } };
  const pattern = mosaicPattern(image, said);
  if (pattern === said) return { pattern, source: { code: 'header', parameters: {} } };
  const code = pattern ? 'upsideDown' : 'grey';
  return { pattern, source: { code, parameters: { declared: said } } };
}
