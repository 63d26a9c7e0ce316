/** So few that the page is not held up for long. */
const ITEMS_AT_ONCE = 1000;

/** Items in parts, at least one, with time for the page between them. */
export async function* unhurried<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  yield items.slice(0, ITEMS_AT_ONCE);
  for (let from = ITEMS_AT_ONCE; from < items.length; from += ITEMS_AT_ONCE) {
    await new Promise((resolve) => setTimeout(resolve));
    yield items.slice(from, from + ITEMS_AT_ONCE);
  }
}
