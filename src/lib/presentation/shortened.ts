const LONGEST = 20;

/** A name cut to 20 characters, the last three being `...`. */
export function shortened(name: string): string {
  const characters = [...name];
  return characters.length <= LONGEST ? name : `${characters.slice(0, LONGEST - 3).join('')}...`;
}
