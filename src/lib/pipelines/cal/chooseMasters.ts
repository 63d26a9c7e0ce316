import { isSameSize, sizeText, type DescribedFrame, type PlaneSize } from './DescribedFrame';
import type { Master, Masters } from './Master';

/** Masters for one frame; of those that there are not, why. */
export interface Choice {
  readonly bias: Master | null;
  readonly dark: Master | null;
  /** Exposure time of the frame by that of the dark. */
  readonly darkScale: number;
  readonly flat: Master | null;
  /** Clauses such as `no flat: there is none of filter V`. */
  readonly reasons: readonly string[];
}

/** Exposure times that differ by less count as equal. */
const EXPOSURE_TOLERANCE = 0.02;

export const isSameExposure = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= EXPOSURE_TOLERANCE * Math.max(a, b));

/** What a frame is to be calibrated with, corrections that its header says are made not among it. */
export function chooseMasters(
  frame: DescribedFrame,
  masters: Omit<Masters, 'flats'> & Partial<Masters>
): Choice {
  const { done, filter } = frame;
  const reasons: string[] = [];
  const orReason = <Chosen>(chosen: Chosen | string, without: string): Chosen | null => {
    if (typeof chosen !== 'string') return chosen;
    reasons.push(`${without}: ${chosen}`);
    return null;
  };
  const bias = masters.biases.find((master) => isSameSize(master, frame)) ?? null;
  const dark = done.dark ? null : orReason(chooseDark(frame, masters.darks, bias, done.bias), 'no dark');
  const isBiasGone = done.bias || done.dark || (dark !== null && !dark.master.done.bias);
  if (!bias && !isBiasGone) orReason(absence('bias', masters.biases, frame), 'no bias');
  const flats = masters.flats?.filter((master) => isSameSize(master, frame)) ?? [];
  const flat = flats.find((master) => master.filter === filter);
  if (masters.flats && !flat && !done.flat)
    orReason(flats.length > 0 ? otherFilter(frame, flats) : absence('flat', masters.flats, frame), 'no flat');
  return {
    bias: isBiasGone ? null : bias,
    dark: dark?.master ?? null,
    darkScale: dark?.scale ?? 1,
    flat: done.flat ? null : (flat ?? null),
    reasons
  };
}

/** A dark can be scaled only where the bias, which does not grow with time, is gone from it and from the frame. */
function chooseDark(
  frame: DescribedFrame,
  darks: readonly Master[],
  bias: Master | null,
  isBiasGone: boolean
): { readonly master: Master; readonly scale: number } | string {
  const fitting = darks.filter((master) => isSameSize(master, frame));
  if (fitting.length === 0) return absence('dark', darks, frame);
  const { exposure } = frame;
  if (exposure === null) return 'its exposure time is not known';
  const alike = fitting.filter(({ done }) => done.bias === (bias !== null || isBiasGone));
  const [first = fitting[0]!] = alike;
  if (alike.length === 0)
    return first.done.bias
      ? `${first.name} has its bias removed, and there is none to remove from this frame`
      : `${first.name} still holds its bias, which is gone from this frame`;
  const timed = alike.filter((master) => master.exposure !== null);
  if (timed.length === 0) return `the exposure time of ${first.name} is not known`;
  const distance = (master: Master): number => Math.abs(master.exposure! - exposure);
  const nearest = timed.reduce((best, master) => (distance(master) < distance(best) ? master : best));
  if (nearest.done.bias && nearest.exposure! > 0)
    return { master: nearest, scale: exposure / nearest.exposure! };
  if (isSameExposure(nearest.exposure, exposure)) return { master: nearest, scale: 1 };
  return (
    `${nearest.name}, of ${nearest.exposure} s, is ${nearest.exposure! > exposure ? 'longer' : 'shorter'} than the ` +
    `${exposure} s of this frame, and without bias frames it cannot be scaled`
  );
}

function absence(type: Master['type'], masters: readonly Master[], frame: PlaneSize): string {
  if (masters.length === 0) return `there is no ${type} frame that can be used`;
  const sizes = [...new Set(masters.map(sizeText))].join(', ');
  return `the ${type} frames have ${sizes}, this frame ${sizeText(frame)}`;
}

function otherFilter({ filter }: DescribedFrame, flats: readonly Master[]): string {
  const there = [...new Set(flats.map((flat) => flat.filter ?? 'no filter'))].join(', ');
  return `the flats are of ${there}, this frame of ${filter ?? 'no filter'}`;
}
