import type { TargetPk } from '../../domain/units/Brand';
import { formatDeclination, formatRightAscension } from '../../domain/sky/coordinates';
import type { Target } from '../../domain/rows/Target';
import { parseTargetForm, type TargetForm, type TargetFormErrors } from '../../presentation/targetForm';
import { countDataProductsOfTarget, newestDataProductOfTarget } from '../../store/dataProducts';
import { deleteTarget } from '../../store/deletions';
import { processesOfTarget } from '../../store/processes';
import { addTarget, allTargets, getTarget, TargetConflict, updateTarget } from '../../store/targets';
import { deleteUndoably } from '../files/deletedFiles.svelte';
import { renewTimes } from '../products/corrections';
import { errorSentence } from '../messages/errorSentence';
import { live } from '../live/live.svelte';
import { now } from '../live/now';

const J2000 = 2000;

/** All targets by name, each with what the list of targets shows. */
export const liveTargets = () =>
  live(
    () => null,
    async () =>
      Promise.all(
        (await allTargets()).map(async (target) => ({
          target,
          dataProductCount: await countDataProductsOfTarget(target.pk),
          newestProductPk: (await newestDataProductOfTarget(target.pk)) ?? null,
          latestProcess: (await processesOfTarget(target.pk))[0] ?? null
        }))
      )
  );

/** A target; null if there is none. */
export const liveTarget = (pk: () => TargetPk) => live(pk, async (key) => (await getTarget(key)) ?? null);

export type SavedTarget =
  | { readonly pk: TargetPk }
  | {
      readonly errors: TargetFormErrors;
      /** The target as it is now, if another tab has changed the same of it. */
      readonly stored?: Target;
    };

/**
 * Saves a new target, or what was changed of an existing one. Errors are given field by field.
 * @param opened the target as it was when the form was filled in with it
 */
export async function saveTarget(form: TargetForm, opened?: Target): Promise<SavedTarget> {
  const parsed = parseTargetForm(form);
  if ('errors' in parsed) return parsed;
  const { fields } = parsed;
  try {
    if (!opened) return { pk: await addTarget(newTarget(fields)) };
    const before = targetForm(opened);
    const isChanged = (key: string) => {
      const field = key === 'extraFields' ? 'active' : (key as keyof TargetForm);
      return form[field] !== before[field];
    };
    const changes = Object.fromEntries(Object.entries(fields).filter(([key]) => isChanged(key)));
    await updateTarget(opened, changes, now());
    if ('ra' in changes || 'dec' in changes) void renewTimes(opened.pk);
    return { pk: opened.pk };
  } catch (error) {
    if (error instanceof TargetConflict) return conflict(error);
    return { errors: { name: errorSentence(error) } };
  }
}

function conflict({ stored, keys }: TargetConflict): SavedTarget {
  const values = targetForm(stored);
  const errors = keys.map((key) => [
    key,
    `Another tab has changed this to '${values[key as keyof TargetForm]}'. Save again to put yours in its place.`
  ]);
  return { stored, errors: Object.fromEntries(errors) };
}

/** What is in a form that was filled in with `opened`, with what was left alone as it is in `stored`. */
export function formOnStored(form: TargetForm, opened: Target, stored: Target): TargetForm {
  const before = targetForm(opened);
  const typed = Object.entries(form).filter(([key, value]) => value !== before[key as keyof TargetForm]);
  return { ...targetForm(stored), ...Object.fromEntries(typed) };
}

/** The initial values of the form: empty, or those of an existing target. */
export function targetForm(target?: Target): TargetForm {
  const text = (value: number | null | undefined) => (typeof value === 'number' ? String(value) : '');
  return {
    name: target?.name ?? '',
    ra: target ? formatRightAscension(target.ra, 4) : '',
    dec: target ? formatDeclination(target.dec, 3) : '',
    aliases: target?.aliases.join(', ') ?? '',
    pmRa: text(target?.pmRa),
    pmDec: text(target?.pmDec),
    parallax: text(target?.parallax),
    distance: text(target?.distance),
    active: target ? target.extraFields.active === true : true
  };
}

/** Deletes a target and everything that belongs to it, and offers to undo it. */
export async function removeTarget({ pk, name }: Target): Promise<void> {
  await deleteUndoably(
    () => deleteTarget(pk),
    () => `Deleted target '${name}'`
  );
}

export function newTarget(fields: Partial<Target> & Pick<Target, 'name' | 'ra' | 'dec'>): Omit<Target, 'pk'> {
  const created = now();
  return {
    type: 'SIDEREAL',
    epoch: J2000,
    parallax: null,
    pmRa: null,
    pmDec: null,
    distance: null,
    distanceError: null,
    aliases: [],
    extraFields: {},
    created,
    modified: created,
    ...fields
  };
}
