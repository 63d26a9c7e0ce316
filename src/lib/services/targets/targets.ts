import type { TargetPk } from '../../domain/units/Brand';
import { formatDeclination, formatRightAscension } from '../../domain/sky/coordinates';
import type { Target } from '../../domain/rows/Target';
import { parseTargetForm, type TargetForm, type TargetFormErrors } from '../../presentation/targetForm';
import { countDataProductsOfTarget, newestDataProductOfTarget } from '../../store/dataProducts';
import { deleteTarget, restore } from '../../store/deletions';
import { processesOfTarget } from '../../store/processes';
import { addTarget, allTargets, getTarget, updateTarget } from '../../store/targets';
import { errorSentence } from '../messages/errorSentence';
import { live } from '../live/live.svelte';
import { messages } from '../messages/messages.svelte';
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

export type SavedTarget = { readonly pk: TargetPk } | { readonly errors: TargetFormErrors };

/** Saves a new target, or an existing one if its pk is given. Errors are given field by field. */
export async function saveTarget(form: TargetForm, pk?: TargetPk): Promise<SavedTarget> {
  const parsed = parseTargetForm(form);
  if ('errors' in parsed) return parsed;
  try {
    if (pk === undefined) return { pk: await addTarget(newTarget(parsed.fields)) };
    await updateTarget(pk, parsed.fields, now());
    return { pk };
  } catch (error) {
    return { errors: { name: errorSentence(error) } };
  }
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
  const deleted = await deleteTarget(pk);
  messages.add('success', `Deleted target '${name}'`, {
    label: 'Undo',
    run: () => restore(deleted, now())
  });
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
