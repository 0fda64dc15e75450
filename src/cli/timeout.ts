import { setDeadline } from '../core/index.js';
import { parseField, STANDARD_CALENDAR } from '../quantity/index.js';
import type { Host } from './host.js';
import { usage } from './options.js';

/** Longer is no limit, and beyond what timers count. */
const LONGEST = 7 * 86_400;

/** From now on the run is given so long: `30 s`, or a number of seconds. Throws a UserError for what is no time. */
export function startTimeout(text: string, { now }: Pick<Host, 'now'>): void {
  const written = /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? `${text.trim()} s` : text.trim();
  const read = parseField('duration', written, { calendar: STANDARD_CALENDAR, counts: new Set() });
  const seconds = read.ok && read.value.kind === 'quantity' && !read.value.quantity.spread ? read.value.quantity.value : Number.NaN;
  if (!(seconds >= 0 && seconds <= LONGEST))
    throw usage(`--timeout takes a time of at most 7 d, not "${text}"`, 'for example --timeout "30 s"');
  setDeadline({ at: now() + 1000 * seconds, now, text: written });
}
