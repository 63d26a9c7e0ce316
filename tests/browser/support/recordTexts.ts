import type { Locator } from '@playwright/test';

/**
 * Records every text that an element shows from now on, however briefly.
 * @returns a function that reads the texts so far
 */
export async function recordTexts(locator: Locator): Promise<() => Promise<readonly string[]>> {
  const texts = await locator.evaluateHandle((element) => {
    const texts: string[] = [];
    const record = () => {
      const text = element.textContent?.trim() ?? '';
      if (text !== texts.at(-1)) texts.push(text);
    };
    new MutationObserver(record).observe(element, { childList: true, characterData: true, subtree: true });
    record();
    return texts;
  });
  return () => texts.jsonValue();
}
