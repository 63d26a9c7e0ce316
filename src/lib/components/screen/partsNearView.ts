/**
 * The first and the last of parts, one below the other, that are in view or nearly so: found by bisection, as
 * observers of thousands of parts would slow down every frame.
 * @param scroller their positioned parent
 * @param margin pixels above and below what is in view
 */
export function partsNearView(
  parts: ArrayLike<HTMLElement>,
  scroller: Pick<HTMLElement, 'scrollTop' | 'clientHeight'>,
  margin: number
): readonly [first: number, last: number] {
  const top = scroller.scrollTop - margin;
  const bottom = scroller.scrollTop + scroller.clientHeight + margin;
  return [
    firstWhere(parts, ({ offsetTop, offsetHeight }) => offsetTop + offsetHeight > top),
    firstWhere(parts, ({ offsetTop }) => offsetTop >= bottom) - 1
  ];
}

/** The index of the first part of which this is true, as it is of all below; their number if there is none. */
function firstWhere(parts: ArrayLike<HTMLElement>, isTrue: (part: HTMLElement) => boolean): number {
  let [from, to] = [0, parts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isTrue(parts[middle]!)) to = middle;
    else from = middle + 1;
  }
  return from;
}
