import { hang, wrap } from '../report/text.js';
import type { Open } from './next.js';
import { type Answers, textOf } from './question.js';

const WIDTH = 100;
const MOST = 12;

/** The comments at the top of a spec: what it is, how to go on, and what to find out next. */
export function headingOf(answers: Answers, open: readonly Open[]): readonly string[] {
  const file = `${textOf(answers, 'name')}.sysdesign.yaml`;
  return [
    ...wrap(`${textOf(answers, 'purpose')}. Written from answers: what nobody knew is marked "assumed".`, WIDTH),
    `  sysdesign estimate ${file}`,
    `  sysdesign review ${file}`,
    ...(open.length === 0 ? [] : ['', 'What to find out next:']),
    ...open
      .slice(0, MOST)
      .flatMap(({ id, text, how, share }, i) =>
        hang(`${String(i + 1).padStart(2)}. `, `${id}, assumed ${text}: ${how}${doubtText(share)}`, WIDTH).split('\n'),
      ),
  ];
}

/** How much of the doubt something makes, where it is worth a word. */
export const doubtText = (share: number): string => (share >= 0.01 ? ` (up to ${Math.round(share * 100)}% of the doubt)` : '');
