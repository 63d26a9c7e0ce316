import type { Locator, Page } from '@playwright/test';

/**
 * The time until a text is shown on each of the pages, in milliseconds.
 * @param begin starts what is measured; gives the start time in UNIX milliseconds
 */
export async function timeUntilShown(
  pages: readonly Page[],
  text: string,
  begin: () => Promise<number>
): Promise<number[]> {
  const watches = await Promise.all(pages.map((page) => page.evaluateHandle(watch, text)));
  const began = await begin();
  const shown = await Promise.all(watches.map((handle) => handle.evaluate(({ shown }) => shown)));
  return shown.map((time) => time - began);
}

/** Clicks, and gives the time at which the click reached the page, in UNIX milliseconds. */
export async function clickTime(button: Locator): Promise<number> {
  const clicked = button
    .page()
    .evaluate(
      () =>
        new Promise<number>((resolve) =>
          addEventListener('click', () => resolve(Date.now()), { once: true, capture: true })
        )
    );
  await button.click();
  return clicked;
}

/** Runs in a page. */
function watch(text: string): { shown: Promise<number> } {
  const shown = new Promise<number>((resolve) => {
    const look = () => {
      if (document.querySelector('main')?.textContent?.includes(text)) resolve(Date.now());
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    look();
  });
  return { shown };
}
