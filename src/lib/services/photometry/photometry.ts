import type { ReducedDatumPk, TargetPk } from '../../domain/units/Brand';
import { isPhotometry, type PhotometryDatum } from '../../domain/rows/PhotometryDatum';
import { isText, type TextDatum } from '../../domain/rows/TextDatum';
import { reducedDatumsOfTarget, setExclusion } from '../../store/reducedDatums';
import { errorSentence } from '../messages/errorSentence';
import { live } from '../live/live.svelte';
import { messages } from '../messages/messages.svelte';

/** Reduced data of a target, oldest first: its measurements, and the texts that pipelines wrote. */
export const liveReducedData = (pk: () => TargetPk) =>
  live(pk, async (key) => {
    const photometry: PhotometryDatum[] = [];
    const texts: TextDatum[] = [];
    for (const datum of await reducedDatumsOfTarget(key)) {
      if (isPhotometry(datum)) photometry.push(datum);
      else if (isText(datum)) texts.push(datum);
    }
    return { photometry, texts };
  });

/** Excludes a measurement, and offers to undo that. */
export const exclude = ({ pk }: PhotometryDatum, reason: string): Promise<void> =>
  change(pk, reason, `Excluded a measurement: ${reason}`);

/** Includes an excluded measurement again, and offers to undo that. */
export const include = ({ pk }: PhotometryDatum): Promise<void> =>
  change(pk, undefined, 'Included the measurement again');

async function change(pk: ReducedDatumPk, reason: string | undefined, done: string): Promise<void> {
  try {
    const before = await setExclusion(pk, reason);
    messages.add('success', done, { label: 'Undo', run: async () => void (await setExclusion(pk, before)) });
  } catch (error) {
    messages.add('error', `The measurement could not be changed: ${errorSentence(error)}`);
  }
}
