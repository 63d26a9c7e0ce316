import { itemAt } from '../../domain/units/itemAt';
import { FRAME_SUFFIXES } from '../../domain/image/suffixes';
import { DataProduct, definePipeline, ReducedDatum } from '../api';
import type { FrameQuality } from './FrameQuality';
import type { Drifts } from './measureDrifts';
import { reasonText, WARNINGS } from './sentences';
import type { Suggestions } from './suggestExclusions';

/** Reports which frames are good, and which to leave out and why. It does not leave any out itself. */
export default definePipeline({
  shortName: 'quality',
  help:
    'Measures each frame: sky background, number of stars, how sharp (FWHM) and how round they are, trails, drift. ' +
    'Look for frames that stand out: blurred by wind or focus, brightened by Moon or twilight, emptied by clouds. ' +
    'It suggests which to leave out and why; the choice is yours.',
  allowedSuffixes: FRAME_SUFFIXES,
  parameters: {
    threshold: {
      kind: 'number',
      default: 3.5,
      min: 1,
      max: 20,
      step: 0.5,
      unit: 'sigma',
      longName: 'Tolerated difference from the median',
      help: 'Frames that differ more from the median of their kind are suggested to be left out; a lower value is stricter.'
    },
    saturation: {
      kind: 'number',
      default: null,
      min: 0.001,
      longName: 'Saturation level',
      help: 'Pixels with this value or a higher one count as saturated. Leave it empty to use what the file says.'
    }
  },

  frameSteps: () => import('./frameSteps'),
  warnings: WARNINGS,

  async doPipeline(process, tmpdir, { threshold, saturation }) {
    const { measureFrames } = await import('./measureFrames');
    const { measureDrifts } = await import('./measureDrifts');
    const { suggestExclusions } = await import('./suggestExclusions');
    const { qualityRows } = await import('./qualityRows');
    const { plotQuality } = await import('./plotQuality');
    const { doubtfulTimes } = await import('../../frames/doubtfulTimes');
    const { toCsv } = await import('../../formats/csv');

    const { frames: measured, unreadable } = await process.updateStatus('Measuring frames', () =>
      measureFrames(process, saturation)
    );

    const table = tmpdir.join('frames.csv');
    const plot = tmpdir.join('frames.svg');
    await process.updateStatus('Comparing frames', async () => {
      const undated = measured.find(({ facts }) => !facts.observed);
      if (undated) process.warn({ code: 'timeUnknown', parameters: { name: undated.name } });
      for (const warning of doubtfulTimes(measured)) process.warn(warning);
      const frames = undated ? measured : [...measured].sort((a, b) => startOf(a) - startOf(b));
      const drifts = measureDrifts(frames);
      const suggestions = suggestExclusions(frames, drifts, threshold);
      for (const { name, reason } of unreadable)
        process.log(`Suggested to leave out '${name}': ${reasonText(reason)}`);
      if (drifts.reference < 0) process.warn({ code: 'driftUnknown', parameters: {} });
      for (const note of suggestions.notes) process.warn(note);
      for (const line of explain(frames, drifts, suggestions)) process.log(line);
      const { reasons } = suggestions;
      await table.writeText(toCsv(qualityRows(frames, drifts.drifts, reasons, unreadable)));
      await plot.writeBlob(new Blob([plotQuality(frames, reasons)], { type: 'image/svg+xml' }));
    });
    return [
      [table, ReducedDatum, 'frame_quality'],
      [plot, DataProduct, 'plot']
    ];
  }
});

const startOf = ({ facts }: FrameQuality): number => facts.observed!.start;

/** Degrees: field rotation and polar alignment turn frames of a night by less. */
const MAX_TURN = 2;

function explain(
  frames: readonly FrameQuality[],
  { reference, drifts }: Drifts,
  { reasons }: Suggestions
): readonly string[] {
  const compared = frames[reference];
  const kept = reasons.filter(({ length }) => length === 0).length;
  return [
    ...(compared ? [`Drift is relative to '${compared.name}'.`] : []),
    ...frames.flatMap(({ name }, i) => {
      const turn = Math.abs(drifts[i]?.rotation ?? 0);
      if (turn > 180 - MAX_TURN)
        return [`'${name}' is upside down, as after a meridian flip, which is no fault.`];
      return turn > MAX_TURN ? [`'${name}' is turned by ${turn.toFixed(0)} degrees.`] : [];
    }),
    ...frames.flatMap(({ name }, i) => {
      const against = itemAt(reasons, i).map(reasonText);
      return against.length > 0 ? [`Suggested to leave out '${name}': ${against.join('; ')}.`] : [];
    }),
    `No reason to leave out ${kept} of ${frames.length} frames.`
  ];
}
