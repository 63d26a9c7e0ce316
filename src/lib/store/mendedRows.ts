import type { ExtraValue, Target } from '../domain/rows/Target';
import type { DataProduct } from '../domain/rows/DataProduct';
import type { DataProductGroup } from '../domain/rows/DataProductGroup';
import { ASYNC_STATUS_FAILED, type PipelineProcess } from '../domain/rows/PipelineProcess';
import type { ReducedDatum } from '../domain/rows/ReducedDatum';
import { timeSourceText } from '../domain/sky/sentences';
import type { TimeSource } from '../domain/sky/TimeSource';
import type { UnixMilliseconds } from '../domain/units/Brand';
import { damagedDatumText, damagedFileText, damagedProcessText } from './sentences';

/**
 * Rows as they are read, those that no version of the app could have written (a damaged disk, another program) in a form
 * that every page can show: by their name, and as what they are. They can be deleted, and their files downloaded.
 */

type Check = (value: unknown) => boolean;
type Fields<Row> = { readonly [Key in keyof Row]-?: Check };

const isText: Check = (value) => typeof value === 'string';
const isBoolean: Check = (value) => typeof value === 'boolean';
const isNumber: Check = (value) => typeof value === 'number';
/** In milliseconds that a date can hold. */
const isTime: Check = (value) => typeof value === 'number' && Math.abs(value) <= 8.64e15;
const isAny: Check = () => true;
/** In degrees, in the sky. */
const isAngle: Check = (value) => Number.isFinite(value) && Math.abs(value as number) <= 360;

/** Rows of the first versions may lack what was added later. */
const nullOr =
  (check: Check): Check =>
  (value) =>
    value === null || value === undefined || check(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const recordOf =
  (check: Check): Check =>
  (value) =>
    value instanceof Object && Object.values(value).every(check);
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

function shape<Row>(fields: Fields<Row>): Check {
  const checks = Object.entries<Check>(fields);
  return (value) =>
    value instanceof Object && checks.every(([key, check]) => check((value as Record<string, unknown>)[key]));
}

const isTimeSource: Check = (source) => {
  try {
    return timeSourceText(source as TimeSource) !== '';
  } catch {
    return false;
  }
};

const isPosition = shape({ ra: isNumber, dec: isNumber });
const isObserved = shape({
  start: isTime,
  mid: nullOr(isTime),
  source: isTimeSource,
  midSource: nullOr(isTimeSource)
});

const isProduct = shape<DataProduct>({
  pk: isNumber,
  uid: isText,
  productId: nullOr(isText),
  name: isText,
  targetPk: isNumber,
  groupPks: listOf(isNumber),
  type: isText,
  size: isNumber,
  sha256: optional(isText),
  facts: nullOr(
    shape<NonNullable<DataProduct['facts']>>({
      object: nullOr(isText),
      observed: nullOr(isObserved),
      filter: nullOr(isText),
      exposureTime: nullOr(isNumber),
      frameType: nullOr(isText),
      site: nullOr(isText),
      telescope: nullOr(isText),
      instrument: nullOr(isText),
      width: nullOr(isNumber),
      height: nullOr(isNumber),
      centre: nullOr(isPosition)
    })
  ),
  corrections: shape<DataProduct['corrections']>({
    filter: optional(isText),
    frameType: optional(isText),
    observed: optional(isObserved),
    targetPosition: optional(isPosition),
    mosaic: optional(isText),
    observingSite: optional((value) => value instanceof Object),
    gain: optional(isNumber),
    readNoise: optional(isNumber),
    timeStamp: optional(oneOf('start', 'mid', 'end')),
    clockOffset: optional(isNumber),
    exposureTime: optional(isNumber)
  }),
  unreadable: nullOr(isText),
  notLookedAt: optional(shape({ because: oneOf('notLoaded', 'lost'), losses: isNumber })),
  created: isTime,
  modified: isTime
});

const isProcess = shape<PipelineProcess>({
  pk: isNumber,
  identifier: isText,
  pipelineId: isText,
  created: isTime,
  status: isText,
  stage: oneOf('queued', 'running', 'finished'),
  terminalTimestamp: nullOr(isTime),
  failureMessage: nullOr(isText),
  warnings: listOf(shape({ code: nullOr(isText), parameters: isAny, text: isText })),
  targetPk: nullOr(isNumber),
  inputFilePks: listOf(isNumber),
  groupPk: nullOr(isNumber),
  flags: nullOr(recordOf(isBoolean)),
  parameters: nullOr(recordOf(isAny)),
  progress: nullOr(isNumber),
  cancelRequested: isBoolean,
  lastActivity: isTime
});

const isTextValue = shape({ kind: oneOf('text'), text: isText });
const isPhotometryValue = shape({
  kind: oneOf('photometry'),
  magnitude: isNumber,
  error: nullOr(isNumber),
  filter: optional(isText),
  isLimit: optional(isBoolean),
  bjdTdb: optional(isNumber),
  airmass: optional(isNumber),
  quality: optional(isNumber),
  source: optional(isText),
  excluded: optional(isText)
});

const isDatum = shape<ReducedDatum>({
  pk: isNumber,
  targetPk: isNumber,
  dataProductPk: nullOr(isNumber),
  dataType: isText,
  sourceName: isText,
  sourceLocation: isText,
  timestamp: isTime,
  value: (value) => isTextValue(value) || isPhotometryValue(value)
});

const isExtra: Check = (value) => isText(value) || isNumber(value) || isBoolean(value);

const isTarget = shape<Target>({
  pk: isNumber,
  name: isText,
  type: oneOf('SIDEREAL'),
  ra: isAngle,
  dec: isAngle,
  epoch: isNumber,
  parallax: nullOr(isNumber),
  pmRa: nullOr(isNumber),
  pmDec: nullOr(isNumber),
  distance: nullOr(isNumber),
  distanceError: nullOr(isNumber),
  aliases: listOf(isText),
  extraFields: recordOf(isExtra),
  created: isTime,
  modified: isTime
});

const isGroup = shape<DataProductGroup>({ pk: isNumber, name: isText, created: isTime });

/** What is stored if it is as it must be, else something in its place. */
const or = <Value>(check: Check, value: Value, instead: Value): Value => (check(value) ? value : instead);

const time = (value: UnixMilliseconds): UnixMilliseconds => or(isTime, value, 0 as UnixMilliseconds);

function mendProduct(row: DataProduct): DataProduct {
  if (isProduct(row)) return row;
  const { pk, uid, productId, targetPk } = row;
  return {
    pk,
    uid,
    productId,
    name: or(isText, row.name, `file ${pk}`),
    targetPk,
    groupPks: or(listOf(isNumber), row.groupPks, []),
    type: '',
    size: or(isNumber, row.size, 0),
    facts: null,
    corrections: {},
    unreadable: damagedFileText(),
    created: time(row.created),
    modified: time(row.modified)
  };
}

/** It has ended: nothing can run it. */
function mendProcess(row: PipelineProcess): PipelineProcess {
  if (isProcess(row)) return row;
  const { pk } = row;
  return {
    pk,
    identifier: or(isText, row.identifier, `process ${pk}`),
    pipelineId: or(isText, row.pipelineId, ''),
    created: time(row.created),
    status: ASYNC_STATUS_FAILED,
    stage: 'finished',
    terminalTimestamp: or(isTime, row.terminalTimestamp, null),
    failureMessage: damagedProcessText(),
    warnings: [],
    targetPk: or(isNumber, row.targetPk, null),
    inputFilePks: or(listOf(isNumber), row.inputFilePks, []),
    groupPk: or(isNumber, row.groupPk, null),
    flags: null,
    parameters: null,
    progress: null,
    cancelRequested: false,
    lastActivity: time(row.lastActivity)
  };
}

/** Its measurement, whatever it was, is a text: it is in no light curve. */
function mendDatum(row: ReducedDatum): ReducedDatum {
  if (isDatum(row)) return row;
  return {
    pk: row.pk,
    targetPk: row.targetPk,
    dataProductPk: or(isNumber, row.dataProductPk, null),
    dataType: 'damaged',
    sourceName: or(isText, row.sourceName, `datum ${row.pk}`),
    sourceLocation: or(isText, row.sourceLocation, ''),
    timestamp: time(row.timestamp),
    value: { kind: 'text', text: damagedDatumText(JSON.stringify(row, null, 2)) }
  };
}

function mendTarget(row: Target): Target {
  if (isTarget(row)) return row;
  const number = (value: number | null) => or(nullOr(isNumber), value, null);
  const extras = Object.entries(row.extraFields instanceof Object ? row.extraFields : {});
  return {
    pk: row.pk,
    name: or(isText, row.name, `target ${row.pk}`),
    type: 'SIDEREAL',
    // Shown as no number where there is none.
    ra: or(isAngle, row.ra, NaN as Target['ra']),
    dec: or(isAngle, row.dec, NaN as Target['dec']),
    epoch: or(isNumber, row.epoch, NaN),
    parallax: number(row.parallax),
    pmRa: number(row.pmRa),
    pmDec: number(row.pmDec),
    distance: number(row.distance),
    distanceError: number(row.distanceError),
    aliases: or(listOf(isText), row.aliases, []),
    extraFields: Object.fromEntries(extras.filter(([, value]) => isExtra(value))) as Record<
      string,
      ExtraValue
    >,
    created: time(row.created),
    modified: time(row.modified)
  };
}

const mendGroup = (row: DataProductGroup): DataProductGroup =>
  isGroup(row)
    ? row
    : { pk: row.pk, name: or(isText, row.name, `group ${row.pk}`), created: time(row.created) };

const unlessMissing =
  <Row>(mend: (row: Row) => Row) =>
  (row: Row | undefined): Row | undefined =>
    row === undefined ? row : mend(row);

/** By table. */
export const MENDED_ROWS = {
  targets: unlessMissing(mendTarget),
  dataProducts: unlessMissing(mendProduct),
  reducedDatums: unlessMissing(mendDatum),
  dataProductGroups: unlessMissing(mendGroup),
  processes: unlessMissing(mendProcess)
} as const;
