import { expect, it, vi } from 'vitest';
import {
  learnFromRefusal,
  requestPersistenceOnce,
  storageState
} from '../../../../src/lib/services/app/storage';

it('does not promise space that was refused once', async () => {
  const estimate = { usage: 100, quota: 1_000_000 };
  vi.stubGlobal('navigator', { storage: { estimate: async () => estimate, persisted: async () => false } });
  expect(await storageState()).toEqual({ used: 100, available: 999_900, persistent: false });
  await learnFromRefusal(50);
  expect(await storageState()).toMatchObject({ used: 100, available: 50 });
  estimate.usage = 40;
  expect(await storageState()).toMatchObject({ used: 40, available: 110 });
  // There is more than it was after all: somebody has made space on the disk.
  estimate.usage = 160;
  expect(await storageState()).toMatchObject({ used: 160, available: 999_840 });
});

it('asks the browser once to keep the data', async () => {
  const persist = vi.fn<() => Promise<boolean>>(async () => false);
  vi.stubGlobal('navigator', { storage: { persist, persisted: async () => false } });
  await requestPersistenceOnce();
  await requestPersistenceOnce();
  expect(persist).toHaveBeenCalledTimes(1);
});
