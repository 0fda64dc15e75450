import type { CheckResult, Finding } from '../../core/index.js';
import { addressOf } from '../../facts/index.js';
import { amount, available } from '../../report/amounts.js';
import {
  type AnswerBlock,
  type AnswerLine,
  type Block,
  type Note,
  type Piece,
  type Sentence,
  type StatusLabel,
  statusLabel,
} from '../../report/blocks.js';
import { plural } from '../../report/text.js';
import { measuredOf, targetOf } from '../../report/verdicts.js';
import type { Ahead, AnswerFact, AnswerResult } from './answer-result.js';
import { toFillSection } from './to-fill.js';

/** Of a result that a lens has analyzed. */
interface Answered {
  readonly answer?: AnswerResult;
  readonly checks: readonly CheckResult[];
  readonly findings: readonly Finding[];
}

/**
 * A verdict, what is carried, what is stored and paid, how available it is: at most four lines. Nothing of a spec that is invalid.
 * @param targets that are looked at, where it is not all of them
 */
export function answerBlocks({ answer, checks, findings }: Answered, targets?: TargetsOf): readonly AnswerBlock[] {
  if (!answer) return [];
  const lines = [...carried(answer), ...kept(answer), ...availableFlows(answer, checks)];
  const shorter = inFewerWords(answer, checks, findings);
  return [{ kind: 'answer', verdict: verdict(answer, checks, findings, targets), ...(shorter.length > 0 && { shorter }), lines }];
}

const NO_TARGET = 'no target is stated (under `requirements:` or `expect:`)';

/** The targets that a lens looks at, where it has not all of them: what they are of, and how one is written. */
export interface TargetsOf {
  readonly of: string;
  readonly example: string;
}

/** The last line but the next step: how many targets are met, and how many are not. */
export function closingBlocks({ answer, checks }: Answered): readonly Block[] {
  if (!answer) return [];
  const { counts } = answer;
  const total = counts.met + counts.missed + counts.atRisk + counts.unknown;
  if (total + counts.errors === 0) return [];
  const parts = [
    ...(total > 0 ? [`${counts.met} met`, `${counts.missed} missed`, `${counts.atRisk} at risk`, `${counts.unknown} unknown`] : []),
    ...(counts.errors > 0 ? [`${plural(counts.errors, 'error')} besides`] : []),
  ];
  const role = roleOf(answer);
  const symbol: Piece = { kind: 'symbol', symbol: SYMBOLS[role] };
  return [
    toFillSection(checks),
    { kind: 'note', text: [symbol, ` ${total > 0 ? 'Targets: ' : ''}${parts.join(', ')}`], role } satisfies Note,
  ];
}

const SYMBOLS = { good: 'met', bad: 'missed', warn: 'atRisk', faint: 'unknown' } as const;

function roleOf({ counts }: AnswerResult): StatusLabel['role'] {
  if (counts.missed + counts.errors > 0) return 'bad';
  if (counts.atRisk > 0) return 'warn';
  return counts.met > 0 ? 'good' : 'faint';
}

function verdict(
  answer: AnswerResult,
  checks: readonly CheckResult[],
  findings: readonly Finding[],
  targets?: TargetsOf,
): AnswerBlock['verdict'] {
  const { counts } = answer;
  const total = counts.met + counts.missed + counts.atRisk + counts.unknown;
  const error = worstError(findings);
  if (error && counts.missed === 0) return { lead: statusLabel('bad', 'FAILS'), text: error.message };
  if (counts.missed > 0) return { lead: statusLabel('bad', 'MISSED'), text: ofWorst(checks, 'missed', counts.missed, total) };
  if (counts.atRisk > 0) return { lead: statusLabel('warn', 'AT RISK'), text: ofWorst(checks, 'at-risk', counts.atRisk, total) };
  const waived = checks.filter(({ status }) => status === 'waived').length;
  if (total === 0 && waived > 0) return { lead: statusLabel('faint', 'waived'), text: `${plural(waived, 'target')} missed, and accepted` };
  if (total === 0)
    return {
      lead: statusLabel('faint', ''),
      text: targets === undefined ? NO_TARGET : `no target of ${targets.of} is stated (a requirement such as ${targets.example})`,
    };
  const open = counts.unknown > 0 ? `; ${counts.unknown} not known yet` : '';
  if (counts.met === 0) return { lead: statusLabel('faint', 'unknown'), text: `none of ${plural(total, 'target')} can be judged yet` };
  return { lead: statusLabel('good', 'met'), text: `${counts.met} of ${plural(total, 'target')}${open}` };
}

const worstError = (findings: readonly Finding[]): Finding | undefined =>
  findings.find(({ severity, judges }) => severity === 'error' && judges);

/** What the verdict may leave out, since all of it follows below: of an error its last clauses, of a target its bound and what has come of it. */
function inFewerWords({ counts }: AnswerResult, checks: readonly CheckResult[], findings: readonly Finding[]): readonly Sentence[] {
  const error = worstError(findings);
  if (error && counts.missed === 0) {
    const ends = [...error.message.matchAll(/[,;:](?= )/g)].map(({ index }) => index).reverse();
    return [...ends.map((end) => `${error.message.slice(0, end)} ...`), `${plural(counts.errors, 'error')}, the first ${error.rule}`];
  }
  const status = counts.missed > 0 ? 'missed' : counts.atRisk > 0 ? 'at-risk' : undefined;
  if (status === undefined) return [];
  const total = counts.met + counts.missed + counts.atRisk + counts.unknown;
  const count = status === 'missed' ? counts.missed : counts.atRisk;
  const head = `${count} of ${plural(total, 'target')}`;
  const worst = worstOf(checks, status);
  if (!worst) return [];
  const name = worst.kind === 'requirement' ? worst.name : worst.fact;
  return [[`${head}: ${name} is `, ...measuredOf(worst)], `${head}: ${name}`, head];
}

function worstOf(checks: readonly CheckResult[], status: CheckResult['status']): CheckResult | undefined {
  const these = checks.filter((check) => check.status === status);
  return these.find(({ kind }) => kind === 'requirement') ?? these[0];
}

/** `4 of 10 targets: sale-orders has 10.8k req/s, target at most 4k/s`. */
function ofWorst(checks: readonly CheckResult[], status: CheckResult['status'], count: number, total: number): Sentence {
  const worst = worstOf(checks, status);
  const head = `${count} of ${plural(total, 'target')}`;
  if (!worst) return head;
  const name = worst.kind === 'requirement' ? worst.name : worst.fact;
  return [`${head}: ${name} is `, ...measuredOf(worst), `, ${worst.kind === 'requirement' ? 'target' : 'expected'} `, ...targetOf(worst)];
}

/** Of what is uncertain about its median: tables have the interval. */
function shown(fact: AnswerFact, bare = false): readonly Piece[] {
  const { spread, unit, value } = fact;
  const least = fact.missing.length > 0;
  if (!spread) return [amount(value, unit ?? 'ratio', { least, bare })];
  return [least ? '' : '~', amount(spread.p50, unit ?? 'ratio', { least, bare, digits: 2 })];
}

const LOADS: Readonly<Record<string, string>> = { peak: 'its peak', mean: 'its mean load' };

const shareOf = ({ headroom }: { readonly headroom: AnswerFact }): Piece => amount(headroom.value, 'share');

const EARLIER = {
  target: (flow: string) => `${flow} is too slow`,
  scaling: (component: string) => `throughput of ${component} falls`,
  retries: (component: string) => `retries overload ${component}`,
  region: (component: string) => `the busiest region of ${component} is full`,
  backlog: (queue: string) => `${queue} backs up`,
} as const;

/** `read is too slow first, at 1.2x its peak`. */
function before({ by, of, headroom }: NonNullable<AnswerResult['earlier']>): Sentence {
  if (headroom.value === 0) return `${EARLIER[by](of)} at any load`;
  return [`${EARLIER[by](of)} first, at `, amount(headroom.value, 'plain'), by === 'backlog' ? 'x its mean load' : 'x its peak'];
}

/** The same in fewer words: `read is too slow at 1.2x`. */
const beforeInShort = ({ by, of, headroom }: NonNullable<AnswerResult['earlier']>): Sentence =>
  headroom.value === 0 ? `${EARLIER[by](of)} at any load` : [`${EARLIER[by](of)} at `, amount(headroom.value, 'plain'), 'x'];

/** `56.7k req/s at peak; orders-db fills first, at 1.4x its peak`; of a spike that is not carried, how much of it is. */
function carried({ peak, first, earlier, spike }: AnswerResult): readonly AnswerLine[] {
  const parts: Sentence[] = peak ? [[...shown(peak), ' at peak']] : [];
  const short = [...parts];
  if (spike) {
    const text: Sentence = [`spike ${spike.spike}: `, spike.component, ' carries ', shareOf(spike)];
    parts.push([...text, ' of it']);
    short.push(text);
  } else if (earlier) {
    parts.push(before(earlier));
    short.push(beforeInShort(earlier));
  } else if (first) {
    const load = LOADS[first.sizeFor] ?? `its ${first.sizeFor.replace('.', ' ')}`;
    const times = amount(first.headroom.value, 'plain');
    const isCarried = Number(first.headroom.value) >= 1;
    parts.push(
      isCarried
        ? [first.component, ' fills first, at ', times, `x ${load}`]
        : [first.component, ' carries ', shareOf(first), ` of ${load}`],
    );
    short.push(isCarried ? [first.component, ' fills at ', times, 'x'] : [first.component, ' carries ', shareOf(first)]);
  } else if (peak) parts.push('what carries it is not stated (`each`)');
  if (parts.length === 0) return [];
  return [{ lead: 'load', text: joined(parts, '; '), ...(short.length === parts.length && { shorter: [joined(short, '; ')] }) }];
}

/** `0 B now, 8.2 TB in 5 years; costs 3.2k USD/month, then 11.7k`. */
function kept({ stored, cost, horizon, years }: AnswerResult): readonly AnswerLine[] {
  // Of a horizon between two years, the bill is that of the year before.
  const isSameTime = stored.ahead === null || addressOf(stored.ahead.id)?.year != null;
  const ofYear = years === null ? '' : `in ${plural(years, 'year')}`;
  const ofData = ofAhead(stored, isSameTime ? ofYear : `in ${horizon}`);
  const ofBill = ofAhead(cost, ofYear, ofData !== undefined && stored.ahead !== null && isSameTime);
  if (!ofData && !ofBill) return [];
  if (!ofData) return [{ lead: 'costs', text: ofBill as Sentence }];
  if (!ofBill) return [{ lead: 'stores', text: ofData }];
  return [
    { lead: 'stores', text: [...pieces(ofData), '; costs ', ...pieces(ofBill)], shorter: [[...inShort(ofData), '; ', ...inShort(ofBill)]] },
  ];
}

/** `2 TB, 9 TB in 3 years`: that the first is now goes without saying. */
const inShort = (sentence: Sentence): readonly Piece[] =>
  pieces(sentence).map((piece) => (piece === ' now, ' || piece === ', then ' ? ', ' : piece));

const rounded = ({ spread, value }: AnswerFact): string => Number(spread?.p50 ?? value).toPrecision(spread ? 2 : 3);

/** Of what is at least nothing, nothing is known. */
const informative = (fact: AnswerFact | null): AnswerFact | null => (fact && fact.value === 0 && fact.missing.length > 0 ? null : fact);

/** @param isThen whether it was just told when that is */
function ofAhead(of: Ahead, when: string, isThen?: boolean): Sentence | undefined {
  const [today, ahead] = [informative(of.today), informative(of.ahead)];
  const one = today ?? ahead;
  if (!one) return undefined;
  if (of.today && !today) return [...shown(one), isThen ? ' then' : ` ${when}`];
  // What is the same in as many digits as are shown has not changed.
  if (!today || !ahead || rounded(today) === rounded(ahead)) return shown(ahead ?? one);
  if (isThen === undefined) return [...shown(today), ' now, ', ...shown(ahead), ` ${when}`];
  return isThen ? [...shown(today), ', then ', ...shown(ahead, true)] : [...shown(today), ' now, ', ...shown(ahead, true), ` ${when}`];
}

const MOST_FLOWS = 3;

/**
 * `99.976% of shorten, 99.984% of redirect`; `not known of read (state needed of api)`; of a flow whose promise is missed even at best, `at most 99.87% of read`.
 * What nothing is stated to fail is left out.
 */
function availableFlows({ availability, countsShared }: AnswerResult, checks: readonly CheckResult[]): readonly AnswerLine[] {
  const missed = new Set(checks.filter(({ status }) => status === 'missed').map(({ fact }) => fact));
  const isOpen = ({ flow, needs }: (typeof availability)[number]): boolean => needs.length > 0 && !missed.has(`flows.${flow}.availability`);
  const known = availability.filter((one) => !isOpen(one) && Number(one.unavailability.value) > 0);
  const open = availability.filter(isOpen);
  if (known.length + open.length === 0) return [];
  const parts = known
    .slice(0, open.length > 0 ? MOST_FLOWS - 2 : MOST_FLOWS)
    .map(({ flow, unavailability, needs, accepted, overloaded, load }) => [
      ...(needs.length > 0 ? ['at most '] : []),
      available(unavailability.value),
      ` of ${flow}${accepted ? ' accepted' : ''}`,
      ...(overloaded > 0 ? [` where it carries ${load} (not in `, inCases(overloaded), ' of cases)'] : []),
    ]);
  const more = known.length - parts.length;
  const [first, ...others] = open;
  const names = [...new Set(open.flatMap(({ needs }) => needs))];
  const lacks = `state needed of ${names[0]}${names.length > 1 ? ` and ${names.length - 1} more` : ''}`;
  const unknown =
    first === undefined
      ? []
      : [`${parts.length > 0 ? '; ' : ''}not known of ${first.flow}${others.length > 0 ? ` and ${others.length} more` : ''} (${lacks})`];
  const text = [...pieces(joined(parts, ', ')), ...(more > 0 ? [` and ${more} more`] : []), ...unknown];
  const [worst = []] = parts;
  if (countsShared || known.length === 0) return [{ lead: 'available', text }];
  const inShort = [...worst, ...(known.length > 1 ? [` and ${known.length - 1} more`] : [])];
  const two = [...pieces(joined(parts.slice(0, 2), ', ')), ...(known.length > 2 ? [` and ${known.length - 2} more`] : [])];
  return [
    {
      lead: 'available',
      text: [...text, `; ${SINGLE}`],
      shorter: [
        ...(parts.length > 1 ? [SINGLE, SINGLE_IN_SHORT, SINGLE_IN_BRIEF].map((single) => [...two, ...unknown, `; ${single}`]) : []),
        [...inShort, ...unknown, `; ${SINGLE}`],
        [...inShort, `; ${SINGLE_IN_SHORT}`],
      ],
    },
  ];
}

/** A share of cases: to two digits, and never a 0% that is none. */
const inCases = (part: number): Piece => amount(Number(part.toPrecision(2)), 'share', { below: 1e-3 });

const SINGLE = 'no failure of a zone, region or release is counted';
const SINGLE_IN_BRIEF = 'zones not counted';
const SINGLE_IN_SHORT = 'no zone, region or release counted';

const pieces = (sentence: Sentence): readonly Piece[] => (typeof sentence === 'string' || 'kind' in sentence ? [sentence] : sentence);

const joined = (parts: readonly Sentence[], between: string): Sentence =>
  parts.flatMap((part, i) => (i === 0 ? pieces(part) : [between, ...pieces(part)]));
