import type { Target } from './Target';

/** A name as names are compared: case, spaces, `-`, `_` and parentheses do not count. */
export const comparableName = (name: string): string => name.toLowerCase().replaceAll(/[\s\-_()]/g, '');

/** The target that already has one of these names, as its own or as an alias. */
export function targetWithName(
  names: readonly string[],
  targets: readonly Target[]
): { readonly target: Target; readonly name: string } | undefined {
  const wanted = new Set(names.map(comparableName));
  for (const target of targets) {
    const name = [target.name, ...target.aliases].find((name) => wanted.has(comparableName(name)));
    if (name !== undefined) return { target, name };
  }
  return undefined;
}
