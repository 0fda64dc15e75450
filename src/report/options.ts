import type { ChoiceResult, OptionResult } from '../studies/alternatives-result.js';
import { Teller } from './quantities.js';
import type { SpecResult } from './results.js';
import type { Section } from './sections.js';

/** Of bills and regrets, all of which are by the month. */
const UNIT = 'USD';

/** A table of the options; then what is chosen and why, in sentences. */
export interface ChoiceSection extends Section {
  readonly verdict: readonly string[];
}

/** One table a component with options. */
export function choiceSections(spec: SpecResult): readonly ChoiceSection[] {
  const tell = new Teller(spec.conventions);
  return (spec.choices ?? []).map((choice) => ({
    title: `Choice of ${choice.component} (all else as stated)`,
    verdict: verdictOf(choice, tell),
    grid: gridOf(choice, tell),
  }));
}

function gridOf({ options }: ChoiceResult, tell: Teller): Section['grid'] {
  const money = (value: number | undefined): string => (value === undefined ? '' : tell.scalar(value, UNIT));
  const doubtful = options.some(({ regret }) => regret && regret.best > 0 && regret.best < 1);
  const breaks = options.some(({ holds }) => holds < 1);
  return {
    columns: [
      { head: 'option', align: 'left' },
      { head: 'bill a month', align: 'right' },
      { head: 'holds', align: 'right' },
      { head: 'is best', align: 'right' },
      { head: 'regret a month', align: 'right' },
      { head: 'its p95', align: 'right' },
    ],
    rows: options.map((option) => [
      option.name,
      tell.cell({ value: option.cost, unit: UNIT, state: option.state, spread: option.spread }),
      breaks ? percent(option.holds) : '',
      doubtful && option.regret ? percent(option.regret.best) : '',
      money(option.regret?.mean),
      doubtful ? money(option.regret?.p95) : '',
    ]),
  };
}

/** `dynamo: least expected regret ...`, what it costs to be wrong, and what speaks against the others. */
function verdictOf({ best, decided, options, missing }: ChoiceResult, tell: Teller): readonly string[] {
  const money = (value: number): string => `${tell.scalar(value, UNIT)} a month`;
  const named = (name: string | null): OptionResult | undefined => options.find((option) => option.name === name);
  const chosen = named(best);
  const sentences: string[] = [];
  if (!chosen?.regret) sentences.push(`nothing to choose by: ${unknownsOf(options)}`);
  else {
    const { mean, best: right, whenWrong } = chosen.regret;
    const wrong = right < 1 ? `; in ${percent(1 - right)} of what may be another is better, by ${money(whenWrong)} on average` : '';
    sentences.push(`take ${chosen.name}: ${mean === 0 ? 'no regret' : `least expected regret, ${money(mean)}`}${wrong}`);
    const rival = named(decided);
    if (rival && rival !== chosen && rival.regret)
      sentences.push(`the spec decided for ${rival.name}, whose expected regret is ${money(rival.regret.mean)}`);
  }
  for (const { name, holds, breaks, state, missing: lacks } of options) {
    if (chosen?.regret && state !== 'known')
      sentences.push(`${name} is not compared: ${state === 'unbounded' ? 'its cost has no bound' : `state ${lacks.join(', ')}`}`);
    if (holds < 1 && breaks.length > 0) sentences.push(`${name} does not hold in ${percent(1 - holds)}: ${breaks.slice(0, 3).join(', ')}`);
  }
  if (missing.length > 0)
    sentences.push(`no bill has in it: ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ` and ${missing.length - 3} more` : ''}`);
  return sentences;
}

const unknownsOf = (options: readonly OptionResult[]): string =>
  options
    .filter(({ state }) => state !== 'known')
    .map(({ name, state, missing }) => `${name} ${state === 'unbounded' ? 'costs without bound' : `wants ${missing.join(', ')}`}`)
    .join('; ');

/** Nearly all is not all. */
function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return '>99%';
  return rounded === 0 && share > 0 ? '<1%' : `${rounded}%`;
}
