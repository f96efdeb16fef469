/** Many requests at once, but not all at once. */

/** Writes, or small queries, that one call of a store keeps in flight. More gained nothing on the local engines, and is what a new table bears. */
export const WRITES_IN_FLIGHT = 16;

/**
 * Runs the task over all items, at most `atOnce` at a time. After a failure no further item is begun; it is
 * thrown once those in flight have ended, so that nothing goes on behind the caller's back.
 */
export const forEachBounded = async <Item>(
  items: readonly Item[],
  task: (item: Item) => Promise<void>,
  atOnce = WRITES_IN_FLIGHT,
): Promise<void> => {
  const queue = items.values();
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    for (const item of queue) {
      try {
        await task(item);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  if (failures.length > 0) throw failures[0];
};
