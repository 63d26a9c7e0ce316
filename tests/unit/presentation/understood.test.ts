import { expect, it } from 'vitest';
import { type Typed, understood } from '../../../src/lib/presentation/understood';

it.each([
  ['number', '2,5', '2.5'],
  ['number', '2.5', ''],
  ['number', '1,234', ''],
  ['number', '', ''],
  ['ra', '73,5', '04:54:00.00 (73.5°)'],
  ['ra', '359,99999999', '00:00:00.00 (0°)'],
  ['dec', '−69:18:00', '-69:18:00.0 (-69.3°)'],
  ['position', '04:52:00,5 -69:18:00', '04:52:00.50 -69:18:00.0'],
  ['position', '73,5', ''],
  ['latitude', '34,5', '34.5° N'],
  ['latitude', '91', ''],
  ['longitude', '249.12', '110.88° W'],
  ['longitude', '110:52:48 W', '110.88° W'],
  ['clockOffset', '−2:00', '7200 s behind'],
  ['clockOffset', '2,5', '2.5 s ahead'],
  ['numbers', '1,5; 2', '1.5; 2'],
  ['pixel', '812,5 1033', 'x 812.5, y 1033'],
  [
    'stars',
    '73,5 -69,3 10,43 A; 3 4 px',
    'A: 04:54:00.00 -69:18:00.0 10.43 mag; C2: x 3, y 4 without magnitude'
  ]
] satisfies [Typed, string, string][])('of a %s %j says %j', (typed, text, said) => {
  expect(understood(typed, text)).toBe(said);
});
