import type { Refused } from '../../domain/statement/Refused';
import type { Statements } from '../../domain/statement/Statement';
import { differingSettings, SAME_TEMPERATURE, type DifferingSetting } from './differingSettings';
import { isSameSize, type DescribedFrame, type PlaneSize } from './DescribedFrame';
import type { Master, Masters } from './Master';

/** The masters for one frame, and why others are missing. */
export interface Choice {
  readonly bias: Master | null;
  readonly dark: Master | null;
  /** Exposure time of the frame divided by that of the dark. */
  readonly darkScale: number;
  readonly flat: Master | null;
  readonly missing: readonly MissingMaster[];
}

/** A kind of master that is missing for a frame, and why. */
export type MissingMaster = Statements<{
  noBias: { readonly because: MasterRefusal };
  noDark: { readonly because: MasterRefusal };
  noFlat: { readonly because: MasterRefusal };
  /** A dark is used that is warmer or colder; degrees Celsius. */
  otherTemperature: {
    readonly master: string;
    readonly masterTemperature: number;
    readonly temperature: number;
  };
}>;

/** Exposure times in seconds. */
export type MasterRefusal = Statements<{
  none: { readonly type: Master['type'] };
  otherSize: { readonly type: Master['type']; readonly sizes: readonly Size[]; readonly size: Size };
  /** Of the masters that differ least. */
  otherSettings: { readonly type: Master['type']; readonly differing: readonly Differing[] };
  /** The frame has none. */
  noExposureTime: {};
  /** The dark has its bias removed, the frame cannot. */
  biasIsGone: { readonly master: string };
  /** The dark contains the bias, the frame does not. */
  holdsBias: { readonly master: string };
  masterHasNoExposureTime: { readonly master: string };
  /** Exposure times differ, and there is no bias. */
  cannotBeScaled: { readonly master: string; readonly masterExposure: number; readonly exposure: number };
  /** Null for no filter. */
  otherFilter: { readonly filters: readonly (string | null)[]; readonly filter: string | null };
}>;

type Differing = { readonly [Key in keyof DifferingSetting]: DifferingSetting[Key] };
type Size = { readonly width: number; readonly height: number };

/** Relative difference up to which exposure times count as equal. */
const EXPOSURE_TOLERANCE = 0.02;

export const isSameExposure = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= EXPOSURE_TOLERANCE * Math.max(a, b));

/** Chooses the masters for a frame, without those for corrections that its header says were already made. */
export function chooseMasters(
  frame: DescribedFrame,
  masters: Omit<Masters, 'flats'> & Partial<Masters>
): Choice {
  const { done, filter } = frame;
  const missing: MissingMaster[] = [];
  const without = (code: 'noBias' | 'noDark' | 'noFlat', because: MasterRefusal): void =>
    void missing.push({ code, parameters: { because } });
  const bias = fitting('bias', masters.biases, frame)[0] ?? null;
  const chosen = done.dark ? null : chooseDark(frame, masters.darks, bias, done.bias);
  const dark = chosen && 'refusal' in chosen ? null : chosen;
  if (chosen && 'refusal' in chosen) without('noDark', chosen.refusal);
  missing.push(...otherTemperature(dark?.master ?? null, frame));
  const isBiasGone = done.bias || done.dark || (dark !== null && !dark.master.done.bias);
  if (!bias && !isBiasGone) without('noBias', absence('bias', masters.biases, frame));
  const flats = fitting('flat', masters.flats ?? [], frame);
  const flat = flats.find((master) => master.filter === filter);
  if (masters.flats && !flat && !done.flat)
    without('noFlat', flats.length > 0 ? otherFilter(frame, flats) : absence('flat', masters.flats, frame));
  return {
    bias: isBiasGone ? null : bias,
    dark: dark?.master ?? null,
    darkScale: dark?.scale ?? 1,
    flat: done.flat ? null : (flat ?? null),
    missing
  };
}

/** A dark can be scaled only where the bias, which does not grow with time, is gone from it and from the frame. */
function chooseDark(
  frame: DescribedFrame,
  darks: readonly Master[],
  bias: Master | null,
  isBiasGone: boolean
): { readonly master: Master; readonly scale: number } | Refused<MasterRefusal> {
  const suited = fitting('dark', darks, frame);
  const refused = (refusal: MasterRefusal): Refused<MasterRefusal> => ({ refusal });
  if (suited.length === 0) return refused(absence('dark', darks, frame));
  const { exposure } = frame;
  if (exposure === null) return refused({ code: 'noExposureTime', parameters: {} });
  const alike = suited.filter(({ done }) => done.bias === (bias !== null || isBiasGone));
  const [first = suited[0]!] = alike;
  if (alike.length === 0)
    return refused({
      code: first.done.bias ? 'biasIsGone' : 'holdsBias',
      parameters: { master: first.name }
    });
  const timed = alike.filter((master) => master.exposure !== null);
  if (timed.length === 0)
    return refused({ code: 'masterHasNoExposureTime', parameters: { master: first.name } });
  const nearest = nearestDark(timed, frame, exposure);
  if (nearest.done.bias && nearest.exposure! > 0)
    return { master: nearest, scale: exposure / nearest.exposure! };
  if (isSameExposure(nearest.exposure, exposure)) return { master: nearest, scale: 1 };
  return refused({
    code: 'cannotBeScaled',
    parameters: { master: nearest.name, masterExposure: nearest.exposure!, exposure }
  });
}

/** The masters of the size and the settings of a frame. */
const fitting = (type: Master['type'], masters: readonly Master[], frame: DescribedFrame): Master[] =>
  masters.filter(
    (master) =>
      isSameSize(master, frame) && differingSettings(type, master.settings, frame.settings).length === 0
  );

/** By exposure time, and of those that have it alike by temperature. */
function nearestDark(darks: readonly Master[], { settings }: DescribedFrame, exposure: number): Master {
  const off = ({ exposure: own, settings: { temperature } }: Master) => ({
    time: isSameExposure(own, exposure) ? 0 : Math.abs(own! - exposure),
    temperature: Math.abs((temperature ?? NaN) - (settings.temperature ?? NaN)) || 0
  });
  return darks.reduce((best, master) => {
    const [a, b] = [off(master), off(best)];
    return a.time < b.time || (a.time === b.time && a.temperature < b.temperature) ? master : best;
  });
}

function otherTemperature(
  dark: Master | null,
  { settings: { temperature } }: DescribedFrame
): MissingMaster[] {
  const own = dark?.settings.temperature ?? null;
  if (!dark || own === null || temperature === null || Math.abs(own - temperature) <= SAME_TEMPERATURE)
    return [];
  return [
    {
      code: 'otherTemperature',
      parameters: {
        master: dark.name,
        masterTemperature: Math.round(own),
        temperature: Math.round(temperature)
      }
    }
  ];
}

function absence(type: Master['type'], masters: readonly Master[], frame: DescribedFrame): MasterRefusal {
  if (masters.length === 0) return { code: 'none', parameters: { type } };
  const differing = masters
    .filter((master) => isSameSize(master, frame))
    .map((master) => differingSettings(type, master.settings, frame.settings))
    .sort((a, b) => a.length - b.length)[0];
  if (differing) return { code: 'otherSettings', parameters: { type, differing } };
  const sizes: Size[] = [];
  for (const master of masters)
    if (!sizes.some((size) => isSameSize(size, master))) sizes.push(sizeOf(master));
  return { code: 'otherSize', parameters: { type, sizes, size: sizeOf(frame) } };
}

const sizeOf = ({ width, height }: PlaneSize): Size => ({ width, height });

function otherFilter({ filter }: DescribedFrame, flats: readonly Master[]): MasterRefusal {
  const filters = [...new Set(flats.map((flat) => flat.filter))];
  return { code: 'otherFilter', parameters: { filters, filter } };
}
