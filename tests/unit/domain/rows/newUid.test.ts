import { expect, test } from 'vitest';
import { newUid } from '../../../../src/lib/domain/rows/newUid';

test('is a UUID of version 4, another each time', () => {
  const uids = Array.from({ length: 1000 }, () => newUid());
  for (const uid of uids)
    expect(uid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set(uids).size).toBe(1000);
});
