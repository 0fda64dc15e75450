import type { DriverResult } from '../../core/index.js';
import { amount } from '../../report/amounts.js';
import type { Item, Piece, Section } from '../../report/blocks.js';

const MOST = 5;
/** What would print as 0%. */
const LEAST = 0.005;

/** The uncertain inputs behind the spread of the results, the largest first. */
export const driversSection = (drivers: readonly DriverResult[]): Section => ({
  kind: 'section',
  title: 'What to find out next',
  blocks: [
    {
      kind: 'list',
      leadWidth: 5,
      gap: 1,
      items: drivers
        .filter(({ share }) => share >= LEAST)
        .slice(0, MOST)
        .map(itemOf),
    },
  ],
});

const itemOf = ({ share, of, input, text, at }: DriverResult): Item => ({
  lead: amount(Math.round(share * 100) / 100, 'share'),
  text: ['of the doubt in ', id(of), ' comes from ', id(input), ...stated(text, at)],
});

const id = (text: string): Piece => ({ kind: 'text', text, code: true });

/** `(80M..150M users at shop.sysdesign.yaml:4:7)`. */
function stated(text: string | null, at: DriverResult['at']): readonly Piece[] {
  const place: readonly Piece[] = at ? [{ kind: 'place', at }] : [];
  if (text === null || text === '') return at ? [' (', ...place, ')'] : [];
  return [` (${text}`, ...(at ? [' at ', ...place] : []), ')'];
}
