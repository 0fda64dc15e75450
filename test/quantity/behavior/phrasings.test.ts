import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/core/index.js';
import { type FieldType, type FieldValue, parseField, type Quantity } from '../../../src/quantity/index.js';
import { parsePath, printPath } from '../../../src/spec/index.js';
import { Calculator } from '../../../src/tools/calc/calculator.js';
import { errorsIn } from '../../mutations/specs.js';
import { PHRASINGS, type Phrasing, type Reads } from '../support/phrasings.js';
import { vocabulary } from '../support/words.js';

/** What came of a phrasing: a reading, or what is said of it. */
type Outcome = { readonly reads: Reads } | { readonly says: string };

const said = ({ message, help = '', suggestion = '' }: Pick<Finding, 'message' | 'help' | 'suggestion'>): Outcome => ({
  says: `${message} | ${help} | ${suggestion}`,
});

const number = ({ value, spread }: Quantity): Reads => (spread === undefined ? value : [spread.p5, spread.p50, spread.p95]);

function readsOf(value: FieldValue): Reads {
  switch (value.kind) {
    case 'growth':
      return { grows: [value.factor.value, value.per.value] };
    case 'multiply':
      return value.factor.value;
    case 'comparison': {
      if (value.quantity === undefined) return value.word ?? '';
      if (value.op === 'at-least') return { atLeast: value.quantity.value };
      if (value.op === 'at-most') return { atMost: value.quantity.value };
      return value.op === 'within' ? { within: [value.quantity.value, value.tolerance] } : number(value.quantity);
    }
    default:
      return 'quantity' in value ? number(value.quantity) : value.kind;
  }
}

function fieldOutcome(field: FieldType, text: string, bound?: 'at least' | 'at most'): Outcome {
  const read = parseField(field, text, vocabulary, bound);
  return read.ok ? { reads: readsOf(read.value) } : said(read.problem);
}

async function outcomeOf({ where, text }: Phrasing): Promise<Outcome> {
  switch (where) {
    case 'calc': {
      const answer = await new Calculator().calculate(text);
      return answer.ok ? { reads: answer.value.base.value } : said(answer.findings[0] ?? { message: '' });
    }
    case 'yaml': {
      const [finding] = await errorsIn(`sysdesign: 1\nname: shop\nflows:\n  read: ${text}\n`);
      return finding === undefined ? { reads: 'taken' } : said(finding);
    }
    case 'path': {
      const read = parsePath(text);
      return read.ok ? { reads: printPath(read.value) } : said(read.problem);
    }
    case 'at most':
      return fieldOutcome('duration', text, where);
    case 'at least':
      return fieldOutcome('availability', text, where);
    default:
      return fieldOutcome(where, text);
  }
}

const near = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= 1e-9 * Math.abs(b);
const flat = (reads: Reads): readonly (number | string)[] =>
  typeof reads === 'number' || typeof reads === 'string'
    ? [reads]
    : 'length' in reads
      ? reads
      : Object.entries(reads).flatMap(([key, value]) => [key, ...[value].flat()]);

/** An interval of two ends says nothing of its middle. */
function isSame(found: Reads, wanted: Reads): boolean {
  const [a, b] = [flat(found), flat(wanted)];
  const ends = b.length === 2 && a.length === 3 && typeof b[0] === 'number' ? [a[0], a[2]] : a;
  return (
    ends.length === b.length && b.every((x, i) => (typeof x === 'number' && typeof ends[i] === 'number' ? near(ends[i], x) : ends[i] === x))
  );
}

type Verdict = 'right' | 'refused' | 'wrong';

function verdict(outcome: Outcome, wanted: Reads): Verdict {
  const readings = typeof wanted === 'object' && 'asked' in wanted ? wanted.asked : undefined;
  if ('says' in outcome) return readings?.every((reading) => outcome.says.includes(reading)) === true ? 'right' : 'refused';
  return readings === undefined && isSame(outcome.reads, wanted) ? 'right' : 'wrong';
}

describe('words as people write them', async () => {
  const judged = await Promise.all(
    PHRASINGS.map(async (phrasing) => {
      const outcome = await outcomeOf(phrasing);
      return { ...phrasing, outcome, verdict: verdict(outcome, phrasing.reads) };
    }),
  );
  const shown = (which: Verdict): readonly string[] =>
    judged
      .filter((each) => each.verdict === which)
      .map(({ where, text, outcome }) => `${where}: ${text} -> ${'says' in outcome ? outcome.says : JSON.stringify(outcome.reads)}`);

  test('none is taken for what it does not mean', () => expect(shown('wrong')).toEqual([]));

  test('each is taken, or asked about with its readings', () => {
    expect(judged.length).toBeGreaterThanOrEqual(120);
    expect(shown('refused')).toEqual([]);
  });
});
