import type { Target } from '../../domain/rows/Target';

/**
 * The breadcrumbs that lead to a target, and on to its data page if `inData`; just the list of targets while the target
 * is not known.
 */
export function targetTrail(
  target: Pick<Target, 'pk' | 'name'> | null | undefined,
  inData = false
): { href: string; label: string }[] {
  const list = { href: '#/', label: 'Targets' };
  if (!target) return [list];
  const page = `#/targets/${target.pk}`;
  return [
    list,
    { href: page, label: target.name },
    ...(inData ? [{ href: `${page}/data`, label: 'Data' }] : [])
  ];
}
