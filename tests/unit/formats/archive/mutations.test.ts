/** Damaged containers are unpacked to what was packed, or refused, and nothing else happens. */
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ArchiveError } from '../../../../src/lib/formats/archive/ArchiveError';
import { inflateBzip2 } from '../../../../src/lib/formats/archive/inflateBzip2';
import { inflateCompress } from '../../../../src/lib/formats/archive/inflateCompress';
import { ZipArchive } from '../../../../src/lib/formats/archive/ZipArchive';
import { mutate } from '../../fits/mutate';
import { packCompress } from './packCompress';

const perKind = Math.ceil(Number(process.env.POCKET_TOM_MUTATIONS ?? 1000) / 4);
const MAX_MS = 5000;
const LIMIT = 2 ** 20;

const FRAME = Uint8Array.from({ length: 3000 }, (_, i) =>
  i < 900 ? 65 + (i % 7) : Math.imul(i, 40503) >>> 8
);
const NOTES = Uint8Array.from(Buffer.from('seeing was poor '.repeat(40)));
/** `seeing was poor ` 40 times, packed by bzip2 1.0.8. */
const BZIP2 = Buffer.from(
  'QlpoOTFBWSZTWcO0jDgAASuRgEAAIqHYgCAAUIBppoClUAzU2JsTwTBOhPRNCcCaEwTBNicCYJyE/F3JFOFCQw7SMOA=',
  'base64'
);

interface Container {
  readonly bytes: Uint8Array;
  readonly unpack: (blob: Blob) => Promise<Blob[]>;
  /** What may come out; null where nothing in the file tells whether it is right. */
  readonly packed: readonly Uint8Array[] | null;
}

async function unzip(blob: Blob): Promise<Blob[]> {
  const archive = await ZipArchive.open(blob);
  const unpacked: Blob[] = [];
  const refusals: unknown[] = [];
  for (const index of archive.files.keys())
    await archive.unpack(index).then(
      (file) => unpacked.push(file),
      (error) => refusals.push(error)
    );
  const other = refusals.find((error) => !(error instanceof ArchiveError));
  if (other !== undefined) throw other;
  if (refusals.length > 0 && unpacked.length === 0) throw refusals[0];
  return unpacked;
}

const CONTAINERS: Readonly<Record<string, Container>> = {
  ZIP: {
    bytes: zipSync({ 'a/frame.fits': FRAME, 'notes.txt': NOTES }),
    unpack: unzip,
    packed: [FRAME, NOTES]
  },
  'stored ZIP': {
    bytes: zipSync({ 'frame.fits': FRAME, 'frame.fits.gz': gzipSync(NOTES) }, { level: 0 }),
    unpack: unzip,
    packed: [FRAME, gzipSync(NOTES)]
  },
  bzip2: {
    bytes: BZIP2,
    unpack: async (blob) => [(await inflateBzip2(blob, LIMIT)).blob],
    // A stream that was repeated is two.
    packed: [NOTES, Buffer.concat([NOTES, NOTES])]
  },
  compress: {
    bytes: packCompress(FRAME, 12),
    unpack: async (blob) => [await inflateCompress(blob, LIMIT)],
    packed: null
  }
};

async function outcome(
  { unpack, packed }: Container,
  bytes: Uint8Array<ArrayBuffer>
): Promise<'unpacked' | 'refused'> {
  try {
    for (const blob of await unpack(new Blob([bytes]))) {
      const file = Buffer.from(await blob.arrayBuffer());
      if (file.length > LIMIT) throw new Error(`${file.length} bytes`);
      if (packed && !packed.some((one) => file.equals(one))) throw new Error('This is not what was packed');
    }
    return 'unpacked';
  } catch (error) {
    if (error instanceof ArchiveError) return 'refused';
    throw error;
  }
}

describe(`${4 * perKind} damaged containers are unpacked or refused`, () => {
  it.each(Object.entries(CONTAINERS))('%s', { timeout: 20_000 + perKind * 100 }, async (name, container) => {
    expect(await outcome(container, Uint8Array.from(container.bytes))).toBe('unpacked');
    const first = 1 + 1_000_000 * (2 + Object.keys(CONTAINERS).indexOf(name));
    const outcomes = { unpacked: 0, refused: 0 };
    for (let seed = first; seed < first + perKind; seed++) {
      const start = performance.now();
      const result = await outcome(container, mutate(container.bytes, seed)).catch((cause: unknown) => {
        throw new Error(`seed ${seed}`, { cause });
      });
      outcomes[result] += 1;
      if (performance.now() - start > MAX_MS)
        throw new Error(`seed ${seed}: ${performance.now() - start} ms`);
    }
    expect(Math.min(outcomes.unpacked, outcomes.refused)).toBeGreaterThan(0);
  });
});
