/**
 * Chance that every train is down, by going through every state of every cause. A train is down when one of its elements is. The elements of one kind form a
 * group over the trains: each subset of them has a cause of its own, whose chance depends on the subset's size alone.
 * @param causes chance of a cause of each size, from 1 to the number of trains
 */
export function trainsDown(trains: number, kinds: number, causes: readonly number[]): number {
  const all = 2 ** trains - 1;
  const events: { readonly takes: number; readonly chance: number }[] = [];
  for (let kind = 0; kind < kinds; kind++) {
    for (let takes = 1; takes <= all; takes++) {
      const chance = causes[[...takes.toString(2)].filter((digit) => digit === '1').length - 1] ?? 0;
      if (chance > 0) events.push({ takes, chance });
    }
  }
  let down = 0;
  for (let state = 0; state < 2 ** events.length; state++) {
    let chance = 1;
    let taken = 0;
    for (const [i, event] of events.entries()) {
      const happens = (state >> i) & 1;
      chance *= happens ? event.chance : 1 - event.chance;
      if (happens) taken |= event.takes;
    }
    if (taken === all) down += chance;
  }
  return down;
}
