/**
 * The item at an index that is known to be one of the list, such as that of its longest item.
 * @throws RangeError if it is not
 */
export function itemAt<Item>(items: ArrayLike<Item>, index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index} among ${items.length}`);
  return item;
}
