import { type AlternativeResult, type ChoiceResult, reasonTexts } from '../../core/index.js';
import { type Amount, amount } from '../../report/amounts.js';
import type { Piece, Section, Sentence, Table } from '../../report/blocks.js';

/** A table of the options of each component that has some; then what is chosen and why, in sentences. */
export const choiceSections = (choices: readonly ChoiceResult[]): readonly Section[] =>
  choices.map((choice) => ({
    kind: 'section',
    title: `Choice of ${choice.component} (all else as stated)`,
    blocks: [tableOf(choice), { kind: 'list', items: verdictOf(choice).map((text) => ({ lead: DASH, text })), gap: 1 }],
  }));

const DASH = { kind: 'symbol', symbol: 'dash' } as const;

/** Of bills and regrets, all of which are by the month, as the heads and sentences state. */
const moneyOf = ({ unit }: AlternativeResult): string => unit.replace('/month', '');

function tableOf({ alternatives: options }: ChoiceResult): Table {
  const isDoubtful = options.some(({ regret }) => regret && regret.best > 0 && regret.best < 1);
  const breaks = options.some(({ holds }) => holds < 1);
  return {
    kind: 'table',
    columns: [
      { head: 'option', align: 'left' },
      { head: 'bill a month', align: 'right' },
      { head: 'holds', align: 'right' },
      { head: 'is best', align: 'right' },
      { head: 'regret a month', align: 'right' },
      { head: 'its p95', align: 'right' },
    ],
    rows: options.map((option) => {
      const { name, cost, state, spread, holds, regret } = option;
      const unit = moneyOf(option);
      return [
        name,
        amount(cost, unit, { state, spread }),
        breaks ? percent(holds) : null,
        isDoubtful && regret ? percent(regret.best) : null,
        regret ? amount(regret.mean, unit) : null,
        isDoubtful && regret ? amount(regret.p95, unit) : null,
      ];
    }),
  };
}

/** `take dynamo: least expected regret ...`, what it costs to be wrong, and what speaks against the others. */
function verdictOf({ best, decided, alternatives: options, missing }: ChoiceResult): readonly Sentence[] {
  const named = (name: string | null): AlternativeResult | undefined => options.find((option) => option.name === name);
  const chosen = named(best);
  const sentences: Sentence[] = [];
  if (!chosen?.regret) sentences.push(`nothing to choose by: ${unknownsOf(options)}`);
  else {
    const { mean, best: right, whenWrong } = chosen.regret;
    const money = (value: number): Amount => amount(value, moneyOf(chosen));
    const regret: readonly Piece[] = mean === 0 ? ['no regret'] : ['least expected regret, ', money(mean), ' a month'];
    const wrong: readonly Piece[] =
      right < 1 ? ['; in ', ...percent(1 - right), ' of what may be another is better, by ', money(whenWrong), ' a month on average'] : [];
    sentences.push([`take ${chosen.name}: `, ...regret, ...wrong]);
    const rival = named(decided);
    if (rival && rival !== chosen && rival.regret)
      sentences.push([`the spec decided for ${rival.name}, whose expected regret is `, money(rival.regret.mean), ' a month']);
  }
  for (const { name, holds, breaks, state, missing: lacks } of options) {
    if (chosen?.regret && state !== 'known')
      sentences.push(
        `${name} is not compared: ${state === 'unbounded' ? 'its cost has no bound' : `state ${reasonTexts(lacks).join(', ')}`}`,
      );
    if (holds < 1 && breaks.length > 0)
      sentences.push([`${name} does not hold in `, ...percent(1 - holds), `: ${breaks.slice(0, 3).join(', ')}`]);
  }
  if (missing.length > 0)
    sentences.push(
      `no bill has in it: ${reasonTexts(missing.slice(0, 3)).join(', ')}${missing.length > 3 ? ` and ${missing.length - 3} more` : ''}`,
    );
  return sentences;
}

const unknownsOf = (options: readonly AlternativeResult[]): string =>
  options
    .filter(({ state }) => state !== 'known')
    .map(
      ({ name, state, missing }) => `${name} ${state === 'unbounded' ? 'costs without bound' : `wants ${reasonTexts(missing).join(', ')}`}`,
    )
    .join('; ');

/** In whole percents; nearly all is not all. */
function percent(share: number): readonly Piece[] {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return ['>', amount(0.99, 'share')];
  return rounded === 0 && share > 0 ? ['<', amount(0.01, 'share')] : [amount(rounded / 100, 'share')];
}
