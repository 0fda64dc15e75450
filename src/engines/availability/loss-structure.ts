import type { Structure } from '../../math/index.js';
import { type Levels, leastCount, leastSets } from './levels.js';

/** Losses of places, combined; groups in the same places share what they have in common. */
export class Losses {
  readonly #made = new Map<string, Structure>();

  /**
   * Insufficient at the level that the lost places bring it to: by the variables of the levels up to there, each once enough is lost.
   * @param ownOf the variable of a level
   */
  insufficient(
    key: string,
    places: readonly Structure[],
    ownOf: (level: number) => Structure,
    levels: Levels,
    levelOf: readonly number[],
  ): Structure {
    const { certain, states } = levels;
    const isUneven = (): boolean => levels.levels.some((_, level) => leastCount(levels, levelOf, level) === undefined);
    if (states.kind === 'sums' && isUneven()) {
      // By the variables of all levels up to that of the state.
      const upTo: Structure[] = [];
      for (let level = 0; level < levels.levels.length; level++) {
        const own: Structure = level < certain ? ownOf(level) : { op: 'and', of: [] };
        const before = upTo[level - 1];
        upTo.push(before ? { op: 'or', of: [own, before] } : own);
      }
      return states.sums.structureOf(places, (state) => upTo[levelOf[state] as number] as Structure);
    }
    const of: Structure[] = [];
    for (let level = Math.min(certain, Math.max(...levelOf)); level >= 0; level--) {
      const lost = level <= (levelOf[0] as number) ? undefined : this.#reaching(key, places, levels, levelOf, level);
      if (level < certain) {
        const own = ownOf(level);
        of.push(lost ? { op: 'and', of: [lost, own] } : own);
      } else of.push(lost ?? { op: 'and', of: [] });
    }
    return { op: 'or', of };
  }

  #reaching(key: string, places: readonly Structure[], levels: Levels, levelOf: readonly number[], level: number): Structure {
    const count = leastCount(levels, levelOf, level);
    const sets = count === undefined ? leastSets(levelOf, level) : [];
    const name = count === undefined ? `${key} sets ${sets.join()}` : `${key} any ${count}`;
    let structure = this.#made.get(name);
    if (!structure) {
      structure =
        count === undefined
          ? { op: 'or', of: sets.map((lost): Structure => ({ op: 'and', of: places.filter((_, i) => (lost >> i) & 1) })) }
          : { op: 'atLeast', k: count, of: places };
      this.#made.set(name, structure);
    }
    return structure;
  }
}
