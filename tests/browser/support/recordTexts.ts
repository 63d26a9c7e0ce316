import type { Locator } from '@playwright/test';

/**
 * Notes every text an element shows from now on, however briefly.
 * @returns reads the texts so far
 */
export async function recordTexts(locator: Locator): Promise<() => Promise<readonly string[]>> {
  const texts = await locator.evaluateHandle((element) => {
    const texts: string[] = [];
    const note = () => {
      const text = element.textContent?.trim() ?? '';
      if (text !== texts.at(-1)) texts.push(text);
    };
    new MutationObserver(note).observe(element, { childList: true, characterData: true, subtree: true });
    note();
    return texts;
  });
  return () => texts.jsonValue();
}
