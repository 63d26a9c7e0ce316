import { expect, test } from 'vitest';
import type { DataProduct } from '../../../../src/lib/domain/rows/DataProduct';
import { oldestFirst } from '../../../../src/lib/domain/rows/oldestFirst';
import { givenBy } from '../../../fixtures/timeSources';

const observed = (start: number) => ({ start, mid: null, source: givenBy('DATE-OBS'), midSource: null });

test('the oldest observation comes first, as corrected; those of an unknown time last, as they were added', () => {
  const products = [
    { pk: 5, facts: null, corrections: {} },
    { pk: 4, facts: { observed: observed(100) }, corrections: {} },
    { pk: 3, facts: null, corrections: {} },
    { pk: 2, facts: { observed: observed(200) }, corrections: {} },
    { pk: 1, facts: { observed: observed(300) }, corrections: { observed: observed(50) } },
    { pk: 6, facts: { observed: observed(100) }, corrections: {} }
  ] as unknown as DataProduct[];
  expect(oldestFirst(products).map(({ pk }) => pk)).toEqual([1, 4, 6, 2, 3, 5]);
});
