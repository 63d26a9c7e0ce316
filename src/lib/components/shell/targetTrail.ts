import type { Target } from '../../domain/rows/Target';

/** The way to what belongs to a target, or `inData` to its data; only to the list of targets while it is not known. */
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
