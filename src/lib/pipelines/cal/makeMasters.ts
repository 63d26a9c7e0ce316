import { figureText } from '../../domain/units/figureText';
import type { Image } from '../../domain/image/Image';
import { FitsError } from '../../fits/file/FitsError';
import type { Frame } from '../../frames/Frame';
import { badPixels } from '../../kernels/calibration/badPixels';
import type { RowReader } from '../../kernels/calibration/combineStrips';
import { calibrateStrip } from '../../kernels/calibration/calibrateStrip';
import { constantValue } from '../../kernels/array/constantValue';
import { freeMemory } from '../../kernels/array/freeMemory';
import { median } from '../../kernels/array/median';
import { normaliseFlat } from '../../kernels/calibration/normaliseFlat';
import { samplePixels } from '../../kernels/array/samplePixels';
import { storePixels } from '../../kernels/array/storePixels';
import { applyMasters } from './applyMasters';
import { chooseMasters, type MissingMaster } from './chooseMasters';
import { combineFrames, combineMethod } from './combineFrames';
import { forEachStrip } from './forEachStrip';
import type { Steps } from './calibrationState';
import { sizeText, type DescribedFrame } from './DescribedFrame';
import { groupFrames } from './groupFrames';
import { masterRows, type Master, type Masters } from './Master';
import { openRaw } from './openRaw';
import type { Report } from './Report';
import { rememberRows } from './rememberRows';
import { turnedRows } from './turnToLights';
import { trimmedIntegerRows, trimmedRows } from './trimmedImage';

interface Member {
  readonly frame: DescribedFrame;
  readonly open: Frame;
  readonly read: RowReader;
}

/** Saves a master while it is in memory. @param first the frame whose header is used for it */
export type SaveMaster = (master: Master, image: Image, first: Frame) => Promise<void>;

/** Combines all bias, dark and flat frames; each kind is corrected with the masters made before it. */
export async function makeMasters(
  frames: readonly DescribedFrame[],
  report: Report,
  save: SaveMaster
): Promise<Masters> {
  const made = { biases: [] as Master[], darks: [] as Master[], flats: [] as Master[] };
  const kinds = [
    ['bias', made.biases, combineBiases],
    ['dark', made.darks, combineDarks],
    ['flat', made.flats, combineFlats]
  ] as const;
  for (const [type, masters, combineGroup] of kinds)
    for (const group of groupFrames(frames, type)) {
      const members = await openMembers(group, report);
      const combined = members.length > 0 ? await combineGroup(members, made, report) : null;
      for (const _ of group) report.step();
      if (!combined) continue;
      const { master, image, first } = combined;
      masters.push(master);
      await save(master, image, first);
      freeMemory(image.data);
    }
  return made;
}

async function openMembers(group: readonly DescribedFrame[], report: Report): Promise<Member[]> {
  const members: Member[] = [];
  for (const frame of group) {
    const member = await report.orLeaveOut(frame.input.name, async () => {
      const open = await openRaw(frame.input);
      const read = await trimmedRows(open);
      return { frame, open, read: frame.isTurned ? turnedRows(read, frame) : read };
    });
    if (member) members.push(member);
  }
  return members;
}

interface Combined {
  readonly master: Master;
  readonly image: Image;
  /** The first frame in it. */
  readonly first: Frame;
}

async function combineBiases(members: readonly Member[], _: Masters, report: Report): Promise<Combined> {
  const image = await combineMembers(members);
  const combined = describe(members, image, members[0]!.frame.done);
  report.log(
    `${title(combined.master)}. This is what the camera adds to every pixel, even in the dark. ` +
      'Look for the same level in every bias frame, and no stars or gradients.'
  );
  return combined;
}

async function combineDarks(members: readonly Member[], masters: Masters, report: Report): Promise<Combined> {
  const { frame } = members[0]!;
  const image = await combineMembers(members);
  const { bias } = chooseMasters(frame, { biases: masters.biases, darks: [] });
  const isBiasGone = frame.done.bias || isReduced(median(samplePixels(image.data)), bias);
  if (bias && !isBiasGone)
    await forEachStrip(image, async (y0, y1) => {
      const rows = image.data.subarray(y0 * image.width, y1 * image.width);
      calibrateStrip(rows, { bias: await masterRows(bias, y0, y1) });
    });
  const done = { ...frame.done, bias: isBiasGone || bias !== null };
  const bad = placesOf(badPixels(image, null));
  const combined = describe(members, image, done, bad);
  report.log(
    `${title(combined.master)}${done.bias ? ' without the bias' : ' including the bias'}, ` +
      `hot pixels: ${share(bad, image)}. This is the thermal signal, which grows with the exposure time. ` +
      'Look for a level near that of the bias; a much higher one means that light leaked in or the camera was warm.'
  );
  return combined;
}

async function combineFlats(
  members: readonly Member[],
  masters: Masters,
  report: Report
): Promise<Combined | null> {
  const usable: Member[] = [];
  const levels: number[] = [];
  const missing = new Map<string, MissingMaster>();
  const rowsOf = rememberRows(masterRows);
  let done: Steps = { bias: true, dark: true, flat: false };
  for (const member of members) {
    const reduced = await report.orLeaveOut(member.frame.input.name, () =>
      reduceFlat(member, masters, rowsOf)
    );
    if (!reduced) continue;
    if (reduced.constant !== null)
      report.warn({
        code: 'constantFlat',
        parameters: { name: member.frame.input.name, value: reduced.constant }
      });
    usable.push({ ...member, read: reduced.read });
    levels.push(reduced.level);
    done = { ...done, bias: done.bias && reduced.done.bias, dark: done.dark && reduced.done.dark };
    for (const one of reduced.missing) missing.set(JSON.stringify(one), one);
  }
  if (usable.length === 0) return null;
  const isNormalised = usable.length === 1 && levels[0]! > 0.1 && levels[0]! < 10;
  const scales = isNormalised ? [1] : levels.map((level) => 1 / level);
  const raw = await combineMembers(usable, scales);
  const mosaicWidth = usable[0]!.open.declaredMosaic ? raw.width : undefined;
  const image = {
    ...raw,
    data: isNormalised ? withoutZeros(raw.data) : normaliseFlat(raw.data, mosaicWidth)
  };
  const bad = placesOf(badPixels(null, image));
  const blank = image.data.reduce((count, value) => (Number.isNaN(value) ? count + 1 : count), 0);
  const combined = describe(usable, image, done, bad);
  for (const one of missing.values()) report.without(combined.master.name, one);
  report.log(
    `${title(combined.master)} after division by ${levels.map((value) => figureText(value, 5)).join(', ')}; ` +
      `dead pixels: ${share(bad, image)}. This is the sensitivity of each pixel: darker corners, shadows of dust. ` +
      'Look for levels between a third and two thirds of the saturation level, and no stars.'
  );
  if (blank > 0)
    report.log(
      `${combined.master.name}: ${blank} pixels are zero, negative or blank, and cannot correct anything; ` +
        'they become blank in the lights.'
    );
  return combined;
}

/** @throws FitsError if no light is left after bias and dark */
async function reduceFlat({ frame, read, open }: Member, masters: Masters, rowsOf: typeof masterRows) {
  const { missing, ...choice } = chooseMasters(frame, { biases: masters.biases, darks: masters.darks });
  const { width, height } = open.sections.trimmed;
  const data = new Float32Array(width * height);
  await read(0, height, data);
  const constant = constantValue(data);
  const sample = samplePixels(data);
  if (sample !== data) freeMemory(data);
  const rawLevel = median(sample);
  if (isReduced(rawLevel, choice.bias ?? choice.dark))
    return { read, level: rawLevel, done: { bias: true, dark: true }, missing: [], constant };
  await applyMasters(sample, choice, async (master) => new Float32Array(await master.sample.arrayBuffer()));
  const level = median(sample);
  if (!(level > 0))
    throw new FitsError(
      `The level of this flat is ${figureText(level, 5)} after bias and dark, which leaves nothing to divide by.`
    );
  const reduce: RowReader = async (y0, y1, out) => {
    await read(y0, y1, out);
    await applyMasters(out, choice, (master) => rowsOf(master, y0, y1));
  };
  const done = {
    bias: frame.done.bias || choice.bias !== null || choice.dark !== null,
    dark: frame.done.dark || choice.dark !== null
  };
  return { read: reduce, level, done, missing, constant };
}

/** Whether the level of a frame is so far below that of a master that the master must already have been subtracted. */
const isReduced = (level: number, master: Master | null): boolean =>
  master !== null &&
  !(master.type === 'dark' && master.done.bias) &&
  master.level > 10 &&
  level < master.level / 2;

async function combineMembers(members: readonly Member[], scales?: readonly number[]): Promise<Image> {
  const { width, height } = members[0]!.frame;
  const readers = members.map(({ read }) => read);
  const stored = scales
    ? []
    : members.flatMap(({ open, frame }) => (frame.isTurned ? [] : (trimmedIntegerRows(open) ?? [])));
  const data = await combineFrames(readers, { width, height }, scales && [...scales], stored);
  return { data, width, height };
}

const withoutZeros = (flat: Float32Array): Float32Array =>
  flat.map((value) => (value > 0 && value < Infinity ? value : NaN));

function describe(
  members: readonly Member[],
  image: Image,
  done: Steps,
  bad: Uint32Array = new Uint32Array(0)
): Combined {
  const frames = members.map(({ frame }) => frame);
  const { type, input, exposure, filter, settings } = frames[0]!;
  const detail =
    type === 'dark' && exposure !== null ? `_${exposure}s` : type === 'flat' && filter ? `_${filter}` : '';
  const { data, width, height } = image;
  const sample = samplePixels(data);
  const master: Master = {
    type: type as Master['type'],
    name: frames.length === 1 ? input.name : `master_${type}${detail.replace(/[^\w.+-]/g, '_')}`,
    inputs: frames.map(({ input: { name } }) => name),
    exposure,
    filter,
    settings,
    width,
    height,
    level: median(sample),
    done,
    bad,
    pixels: storePixels(image),
    sample: storePixels({ data: sample })
  };
  return { master, image, first: members[0]!.open };
}

function title(master: Master): string {
  const { name, inputs, level } = master;
  const made = { mean: 'a single frame', median: 'median', clippedMean: 'clipped mean' }[
    combineMethod(inputs.length)
  ];
  const how = inputs.length === 1 ? made : `${made} of ${inputs.length} frames`;
  return `${name}: ${how}, ${sizeText(master)}, level ${figureText(level, 5)}`;
}

const share = (bad: Uint32Array, { data }: Image): string =>
  `${bad.length} (${figureText((100 * bad.length) / data.length, 5)} %)`;

function placesOf(bits: Uint8Array): Uint32Array {
  const places = new Uint32Array(bits.reduce((count, bit) => (bit ? count + 1 : count), 0));
  let next = 0;
  for (let i = 0; i < bits.length; i++) if (bits[i]) places[next++] = i;
  return places;
}
