const MAX_LENGTH = 20;

/** A name cut to 20 characters, the last three being `...`. */
export function shortened(name: string): string {
  const characters = [...name];
  return characters.length <= MAX_LENGTH ? name : `${characters.slice(0, MAX_LENGTH - 3).join('')}...`;
}
