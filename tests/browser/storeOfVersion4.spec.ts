/** A store that the last build with version 4 made, with a little of everything in it: nothing is lost. */
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { DataProduct } from '../../src/lib/domain/rows/DataProduct';
import type { PipelineProcess } from '../../src/lib/domain/rows/PipelineProcess';
import { openFits } from '../../src/lib/fits/file/openFits';
import { dumpStore, type StoreDump } from '../fixtures/store4/dumpStore';
import { givenBy, halfAfter } from '../fixtures/timeSources';
import { holdQueue } from './support/holdQueue';
import { downloaded, processFact, processRows, processStatuses, productTable } from './support/journey';
import { readDump, restoreStore } from './support/restoreStore';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

/** As old processes name them. */
const PIPELINE_IDS: Readonly<Record<string, string>> = {
  'Align and stack': 'stack',
  Calibrate: 'cal',
  'Colour image': 'rgb',
  'Example pipeline': 'example',
  'Frame quality report': 'quality',
  'Light curve': 'lightcurve',
  'Period search': 'period',
  'Source catalogue': 'catalogue',
  Timelapse: 'timelapse'
};

/** What 0 stood for in them. */
const UNSET: Readonly<Record<string, object>> = {
  Calibrate: { gain: null, read_noise: null },
  'Frame quality report': { saturation: null },
  'Light curve': { radius: null },
  'Period search': { shortest: null, longest: null },
  'Source catalogue': { gain: null, zero_point: null, saturation: null }
};

let old: StoreDump;
/** Lets the app run what waits. */
let release: () => Promise<void>;

test.beforeEach(async ({ page, context }) => {
  old = await readDump(join(import.meta.dirname, '../fixtures/store4/store.json.gz'));
  expect(old.version).toBe(40);
  await page.goto('icon.svg');
  await restoreStore(page, old);
  release = await holdQueue(context);
});

test('every row and every byte is there: pipelines by id, products by uid, reduced data by kind', async ({
  page
}) => {
  await page.goto('./#/targets/1');
  await expect(page.getByRole('heading', { level: 1, name: 'SIM V1' })).toBeVisible();
  const { version, tables } = await dumpStore(page);
  expect(version).toBe(80);
  expect(tables.map(({ name }) => name)).toEqual([...old.tables.map(({ name }) => name), 'leases'].sort());

  const products = rowsOf<DataProduct>(tables, 'dataProducts');
  const uids = products.map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(uids.length);
  for (const uid of uids)
    expect(uid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  const uidOf = new Map(products.map(({ pk, uid }) => [pk as number, uid]));
  const gone = rowsOf<PipelineProcess>(tables, 'processes')[3]!.parameters!.reference;
  expect(gone).toEqual({ kind: 'inputFile', uid: expect.stringMatching(/^[\da-f-]{36}$/) });
  expect(uids).not.toContain((gone as { uid: string }).uid);

  for (const { name, rows } of old.tables) {
    const expected = rows.map((row) => {
      if (name === 'dataProducts') {
        const { pk, facts, corrections } = row as unknown as OldProduct;
        return { ...row, uid: uidOf.get(pk), facts: withTime(facts), corrections: withTime(corrections) };
      }
      if (name === 'reducedDatums') return { ...row, value: taggedValue(row.value) };
      if (name !== 'processes') return row;
      const { processType, parameters, ...rest } = row as Record<string, unknown> & OldProcess;
      const file = (pk: number) => (uidOf.has(pk) ? { kind: 'inputFile', uid: uidOf.get(pk) } : gone);
      return {
        ...rest,
        warnings: [],
        pipelineId: PIPELINE_IDS[processType],
        parameters: parameters && {
          ...parameters,
          ...(parameters.reference && { reference: file(parameters.reference) }),
          ...(parameters.later_frame && { later_frame: file(parameters.later_frame) }),
          ...UNSET[processType]
        }
      };
    });
    expect(rowsOf(tables, name), name).toEqual(expected);
  }
  const { indexes } = tables.find(({ name }) => name === 'dataProducts')!;
  expect(indexes).toContainEqual({ name: 'uid', keyPath: 'uid', unique: true, multiEntry: false });
});

test('pages show what they showed: labels, corrections, exclusions, sources, groups', async ({ page }) => {
  await page.goto('./#/targets/1');
  await expect(page.getByText('Show 1 excluded measurement')).toBeVisible();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(row(page, 'sim_04.fits')).toContainText('corrected: filter, time');
  await expect(row(page, 'sim_04.fits')).toContainText('60 s in V');
  await expect(row(page, 'sim_03.fits')).toContainText('corrected: position');
  await page.getByLabel('Group').selectOption('Good quality data');
  await page.getByRole('button', { name: 'Select group' }).click();
  for (const name of ['sim_01.fits', 'sim_02.fits']) await expect(checkbox(page, name)).toBeChecked();

  const measurements = page.getByRole('link', { name: /^Open lightcurve_1_\d+_measurements\.fits$/ });
  const address = (await measurements.getAttribute('href'))!;
  await page.goto(`./${address.replace('products', 'lightcurves')}`);
  await expect(page.getByRole('application', { name: 'Light curve of 3 points' })).toBeVisible();
  await page.getByText('Table of light curve of').click();
  const curve = page.getByRole('table', { name: /^Light curve of/ });
  await expect(curve.getByRole('row', { name: 'sim_02.fits' }).first()).toContainText(
    'excluded: Satellite trail'
  );

  // Two frames of one name, each with its own sources.
  const counts = [];
  for (const pk of [2, 7]) {
    await page.goto(`./#/products/${pk}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('sim_00.fits');
    const sources = page.getByRole('checkbox', { name: /^Sources \(/ });
    await sources.check();
    counts.push(/\d+/.exec(await sources.locator('..').innerText())![0]);
  }
  const log = rowsOf<{ readonly text: string }>(old.tables, 'processLogs')
    .map(({ text }) => text)
    .join('');
  const found = [...log.matchAll(/(\d+) sources/g)].map(([, count]) => count!);
  expect(counts.toSorted()).toEqual(found.toSorted());
  expect(new Set(counts).size).toBe(2);

  await page.goto('./#/processes');
  const processes = rowsOf<OldProcess>(old.tables, 'processes');
  await expect(processRows(page)).toHaveCount(processes.length);
  for (const { pk, processType, inputFilePks } of processes) {
    await page.goto(`./#/pipeline/${pk}`);
    await expect(processFact(page, 'Pipeline')).toHaveText(
      `${processType}, ${inputFilePks.length} input ${inputFilePks.length === 1 ? 'file' : 'files'}`
    );
  }
});

test('what waits runs, and what has run can be run again', async ({ page }) => {
  test.slow();
  await page.goto('./#/processes');
  await expect(processStatuses(page).first()).toHaveText('Pending');
  await release();
  await expect(processStatuses(page).first()).toHaveText('Created', { timeout: 30_000 });

  await page.goto('./#/pipeline/2');
  await runAgain(page, /^lightcurve_1_/);
  await expect(processFact(page, 'Status')).toHaveText('Created, 1 warning', { timeout: 30_000 });
  const processes = await storedRows<PipelineProcess>(page, 'processes');
  const [before, after] = [processes[1]!, processes.at(-1)!];
  // On frames as small as these, a star nearer to the edge is compared with too, so that no point is as it was.
  expect(after.warnings.map(({ code }) => code)).toEqual(['noCheckStar']);
  expect(after).toMatchObject({
    pipelineId: 'lightcurve',
    flags: before.flags,
    parameters: before.parameters
  });
  const identifier = after.identifier;
  await page.goto('./#/targets/1/data');
  const { bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: `Download ${identifier}_measurements.fits` }).click()
  );
  const { hdus } = await openFits(new Blob([Uint8Array.from(bytes)]));
  const history = hdus[0]!.header.cards
    .flatMap(({ keyword, raw }) => (keyword === 'HISTORY' ? [raw.slice(8).trim()] : []))
    .join('\n');
  const reference = after.parameters!.reference as { readonly uid: string };
  expect(history).toContain(`reference = sim_02.fits (${reference.uid})`);
  expect(history).toContain('aperture = seeing');

  await page.goto('./#/pipeline/4');
  await runAgain(page, /^rgb_1_/);
  await expect(processFact(page, 'Status')).toHaveText('Failed (1 of the 2 input files have been deleted)');
});

interface OldProduct {
  readonly pk: number;
  readonly facts: { readonly observed?: OldTime } | null;
  readonly corrections: { readonly observed?: OldTime };
}

/** Of frames whose cards are DATE-OBS or JD, and EXPTIME. */
interface OldTime {
  readonly source: string;
  readonly midSource: string;
}

function withTime(facts: OldProduct['facts']): object | null {
  if (!facts?.observed) return facts;
  const { source, midSource } = facts.observed;
  expect(midSource).toBe(`${source} + EXPTIME / 2`);
  return {
    ...facts,
    observed: { ...facts.observed, source: givenBy(source), midSource: halfAfter(source) }
  };
}

const taggedValue = (old: unknown): object =>
  typeof old === 'string' ? { kind: 'text', text: old } : { kind: 'photometry', ...(old as object) };

interface OldProcess {
  readonly pk: number;
  readonly processType: string;
  readonly inputFilePks: readonly number[];
  readonly parameters: { readonly reference?: number; readonly later_frame?: number } | null;
}

const rowsOf = <Row>(tables: StoreDump['tables'], wanted: string): readonly Row[] =>
  tables.find(({ name }) => name === wanted)!.rows as unknown as readonly Row[];

async function runAgain(page: Page, identifier: RegExp): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(identifier);
  const before = await heading.innerText();
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(heading).not.toHaveText(before);
  await expect(heading).toHaveText(identifier);
}

const checkbox = (page: Page, name: string) =>
  productTable(page).getByRole('checkbox', { name, exact: true });

const row = (page: Page, name: string) =>
  productTable(page)
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name, exact: true }) });
