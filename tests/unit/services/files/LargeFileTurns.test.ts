import { expect, test } from 'vitest';
import { LargeFileTurns } from '../../../../src/lib/services/files/LargeFileTurns';

test('large files are read one after the other, also after one that fails, and small ones beside them', async () => {
  const turns = new LargeFileTurns();
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const read = (name: string, bytes: number): Promise<string> =>
    turns.take(
      bytes,
      () =>
        new Promise((resolve, reject) => {
          begun.push(name);
          ends.set(name, (error) => (error ? reject(error) : resolve(name)));
        })
    );
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const first = read('first', 1e9);
  const second = read('second', 1e9);
  const third = read('third', 2 ** 26 + 1);
  const small = read('small', 2 ** 26);
  await settled();
  expect(begun).toEqual(['small', 'first']);
  ends.get('first')!(new Error('damaged'));
  await expect(first).rejects.toThrow('damaged');
  await settled();
  expect(begun).toEqual(['small', 'first', 'second']);
  for (const name of ['second', 'small']) ends.get(name)!();
  expect(await Promise.all([second, small])).toEqual(['second', 'small']);
  await settled();
  ends.get('third')!();
  expect(await third).toBe('third');
});
