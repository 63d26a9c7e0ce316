import { describe, expect, it } from 'vitest';
import { createTemporaryDirectory } from '../../../../src/lib/runtime/run/temporaryDirectory';

describe('createTemporaryDirectory', () => {
  it('gives the same file for the same path', async () => {
    const tmpdir = createTemporaryDirectory();
    await tmpdir.join('sub', 'a.txt').writeText('one');
    expect(await (await tmpdir.join('sub/a.txt').read()).text()).toBe('one');
    await tmpdir.join('sub', 'a.txt').writeText('two');
    expect(await (await tmpdir.join('./sub/a.txt').read()).text()).toBe('two');
  });

  it('keeps two directories apart', async () => {
    await createTemporaryDirectory().join('a').writeText('one');
    await expect(createTemporaryDirectory().join('a').read()).rejects.toThrow("Nothing was written to 'a'");
  });

  it.each([['..'], ['a', '../../b'], [''], ['.']])('has nothing outside itself: %s', (...path) => {
    expect(() => createTemporaryDirectory().join(...path)).toThrow(RangeError);
  });
});
