import { type Item, type Piece, statusLabel, type Verdict } from './blocks.js';
import { type Formatter, piecesOf } from './formatter.js';
import { plural } from './text.js';

/** As many met targets as are still shown one by one. */
const FEW_MET = 4;
/** Names that stand before the same reason. */
const MOST_NAMES = 5;

/** What is missed and at risk with where it is stated; what is unknown once a reason; what is met in a sentence unless it is little. */
export function verdictItems(verdicts: readonly Verdict[], formatter: Formatter, all: boolean): readonly Item[] {
  const of = (status: Verdict['status']): readonly Verdict[] => verdicts.filter((verdict) => verdict.status === status);
  const met = of('met');
  return [
    ...of('missed').map((verdict) => ({ lead: statusLabel('bad', 'MISSED'), text: troubled(verdict) })),
    ...of('at-risk').map((verdict) => ({ lead: statusLabel('warn', 'AT RISK'), text: troubled(verdict) })),
    ...of('waived').map((verdict) => ({ lead: statusLabel('faint', 'waived'), text: troubled(verdict) })),
    ...unknownItems(of('unknown'), formatter, all),
    ...(all || met.length <= FEW_MET
      ? met.map((verdict) => ({ lead: statusLabel('good', 'met'), text: equation(verdict) }))
      : [{ lead: statusLabel('good', 'met'), text: metSentence(verdicts) }]),
  ];
}

const equation = ({ title, text }: Verdict): readonly Piece[] => [title, ' = ', ...piecesOf(text)];

const troubled = (verdict: Verdict): readonly Piece[] => {
  const { at } = verdict;
  return at === null ? equation(verdict) : [...equation(verdict), ' (', { kind: 'place', at }, ')'];
};

function unknownItems(unknown: readonly Verdict[], formatter: Formatter, all: boolean): readonly Item[] {
  const reasons = new Map<string, string[]>();
  for (const { name, text } of unknown) {
    const reason = formatter.text(text);
    reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  }
  return [...reasons].map(([reason, names]) => {
    const some =
      names.length > MOST_NAMES && !all
        ? `${names.slice(0, MOST_NAMES - 1).join(', ')} and ${names.length - MOST_NAMES + 1} more`
        : names.join(', ');
    return { lead: statusLabel('faint', 'unknown'), text: `${some}: ${reason}` };
  });
}

/** `3 of 4 requirements and 12 of 12 expectations met`; a kind of which none is met is left out. */
function metSentence(verdicts: readonly Verdict[]): string {
  const part = (kind: Verdict['kind']): string => {
    const all = verdicts.filter((verdict) => verdict.kind === kind);
    const met = all.filter(({ status }) => status === 'met').length;
    return met === 0 ? '' : `${met} of ${plural(all.length, kind)}`;
  };
  return `${[part('requirement'), part('expectation')].filter((text) => text !== '').join(' and ')} met`;
}
