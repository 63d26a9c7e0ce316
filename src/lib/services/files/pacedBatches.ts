/** Few enough not to block the page for long. */
const BATCH_SIZE = 1000;

/** Items in batches, with a pause between them that keeps the page responsive. Gives at least one batch, if only an empty one. */
export async function* pacedBatches<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  yield items.slice(0, BATCH_SIZE);
  for (let from = BATCH_SIZE; from < items.length; from += BATCH_SIZE) {
    await new Promise((resolve) => setTimeout(resolve));
    yield items.slice(from, from + BATCH_SIZE);
  }
}
