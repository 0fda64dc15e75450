import type { Finding } from '../core/index.js';
import type { StatedSpec } from './contradiction.js';
import { readAs } from './reading.js';

const HOURS_OF_DAY = 24;

/** `active: 40%`: the share of the day in which a flow is open, easily mistaken for the share of users that are active. */
export function openShares({ leaves }: StatedSpec): readonly Finding[] {
  return [...leaves].flatMap(([path, leaf]): readonly Finding[] => {
    const [, percent] = (/^flows\.[^.]+\.active$/.test(path) && /^(\d+(?:\.\d+)?)\s*%$/.exec(leaf.text.trim())) || [];
    if (percent === undefined) return [];
    const hours = Number(((Number(percent) / 100) * HOURS_OF_DAY).toPrecision(3));
    const as = `${percent}% of the day, ${hours} h; a share of those who come is a factor of the rate`;
    return [readAs({ at: leaf.at, path, written: `active: ${leaf.text}`, as, suggestion: `${percent}% of the day` })];
  });
}
