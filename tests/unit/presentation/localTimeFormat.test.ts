import { expect, it } from 'vitest';
import { localTimeFormat } from '../../../src/lib/presentation/localTimeFormat';

it.each(['en', 'th-TH', 'ar-SA', 'fa-IR', 'ja-JP-u-ca-japanese', 'hi-IN-u-nu-deva', 'he-IL-u-ca-hebrew'])(
  'of %s counts years as files do, in digits from 0 to 9',
  (locale) => {
    const text = localTimeFormat(locale).format(Date.UTC(2024, 6, 15, 12, 34, 56));
    expect(text).toContain('2024');
    expect(text).toMatch(/34.56/);
    expect(text).not.toMatch(/[^\P{Nd}0-9]/u);
  }
);
