import type { TargetPk } from '../domain/Brand';
import { isPhotometry } from '../domain/PhotometryDatum';
import type { ReducedDatum } from '../domain/ReducedDatum';
import { reducedDatumsOfTarget } from '../store/reducedDatums';
import { live } from './live.svelte';

/** Reduced data of a target, oldest first: its measurements, and the texts that pipelines wrote. */
export const liveReducedData = (pk: () => TargetPk) =>
  live(pk, async (key) => {
    const data = await reducedDatumsOfTarget(key);
    return {
      photometry: data.filter(isPhotometry),
      texts: data.filter((datum): datum is ReducedDatum & { readonly value: string } => !isPhotometry(datum))
    };
  });
