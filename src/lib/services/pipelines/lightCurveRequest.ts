import type { Point } from '../../domain/image/Affine';
import { correctedFacts } from '../../domain/rows/correctedFacts';
import { formatDeclination, formatRightAscension } from '../../domain/sky/coordinates';
import type { DataProduct } from '../../domain/rows/DataProduct';
import type { Wcs } from '../../fits/wcs/Wcs';
import type { Sighting } from '../viewer/movingTarget';
import type { ParameterForm } from './parameterForm';

/** The pipelines that can be asked for. */
const PIPELINES = ['lightcurve', 'stack'] as const;

type RequestedPipeline = (typeof PIPELINES)[number];

/** A pipeline to be chosen on the data page, and what to fill in. */
export interface PipelineRequest {
  readonly pipelineId: string;
  readonly parameters: ParameterForm;
}

/** The address of the data page where a light curve of the star at a pixel of a frame is asked for. */
export function lightCurveRequest({ uid, targetPk }: DataProduct, { x, y }: Point, wcs: Wcs | null): string {
  const position = wcs?.pixelToWorld(x, y);
  const query = new URLSearchParams({
    pipeline: 'lightcurve' satisfies RequestedPipeline,
    reference: uid,
    ...(position
      ? { position: `${formatRightAscension(position.ra, 3)} ${formatDeclination(position.dec, 2)}` }
      : { place: `${x + 1} ${y + 1}` })
  });
  return `#/targets/${targetPk}/data?${query}`;
}

/**
 * The address of the data page where a moving target is to be followed.
 * @param path two sightings, the earlier first
 */
export function pathRequest(pipeline: RequestedPipeline, path: readonly Sighting[]): string {
  const [first, second] = path as [Sighting, Sighting];
  const place = ({ pixel: { x, y } }: Sighting): string => `${x + 1} ${y + 1}`;
  const query = new URLSearchParams({
    pipeline,
    reference: first.product.uid,
    place: place(first),
    later_place: place(second),
    later_frame: second.product.uid
  });
  return `#/targets/${first.product.targetPk}/data?${query}`;
}

/** What the address of a data page asks for; null if it asks for nothing. */
export function pipelineRequest(hash: string): PipelineRequest | null {
  const { pipeline, ...parameters } = Object.fromEntries(new URLSearchParams(hash.split('?')[1] ?? ''));
  const pipelineId = PIPELINES.find((id) => id === pipeline);
  return pipelineId ? { pipelineId, parameters } : null;
}

/** Those of the same size, filter and origin (added, or made in one run) as one of them, and that one itself. */
export function framesLike(frame: DataProduct, products: readonly DataProduct[]): DataProduct[] {
  const own = correctedFacts(frame);
  return products.filter((product) => {
    const facts = correctedFacts(product);
    const isLike =
      facts?.width === own?.width &&
      facts?.height === own?.height &&
      facts?.filter === own?.filter &&
      (facts?.frameType ?? 'light') === 'light';
    const isOfSameRun =
      product.productId === null
        ? frame.productId === null
        : product.groupPks.some((group) => frame.groupPks.includes(group));
    return product.pk === frame.pk || (facts !== null && isLike && isOfSameRun);
  });
}
