/** Some series of the cases of which three harmonics fit multiples of the period, against their truth (README.md there). */
import { existsSync, openAsBlob, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import period from '../../../src/lib/pipelines/period/pipeline';
import { runInNode } from '../../fixtures/runInNode';

const SERIES = join(process.env.POCKET_TOM_CASES ?? resolve('../shared/cases'), 'tables/period');
const NAMES = ['sine-0.512.csv', 'two-modes-rr-lyrae.csv', 'short-and-sparse.csv'];

describe.skipIf(!existsSync(SERIES))('the best period of a series of the cases', () => {
  it.each(NAMES)('is the true one: %s', { timeout: 60_000 }, async (name) => {
    const truth = JSON.parse(readFileSync(join(SERIES, 'truth.json'), 'utf8')) as Readonly<
      Record<string, { readonly period: number }>
    >;
    const { period: truePeriod } = truth[name]!;
    const run = await runInNode(period, [{ name, blob: await openAsBlob(join(SERIES, name)) }], {
      flags: { period: true, eebls: false, plot: false, detrend: false }
    });
    const candidates = run.outputs.find((output) => output.name === 'candidates.csv');
    const text = candidates?.kind === 'text' ? candidates.text : '';
    const best = Number(text.split('\n')[1]?.split(',')[1]);
    expect(Math.abs(best / truePeriod - 1)).toBeLessThan(0.005);
  });
});
