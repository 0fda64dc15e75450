import { type Acceptance, type CheckResult, isPath, partsOf, type Reason } from '../core/index.js';
import { type OffTarget, offTarget } from '../evaluate/off-target.js';
import { formatQuantity } from '../quantity/index.js';
import { amount } from './amounts.js';
import type { Piece, Verdict } from './blocks.js';
import { leadOf } from './to-state.js';

/** Requirements and expectations as verdicts, in their order. */
export const verdictsOf = (checks: readonly CheckResult[]): readonly Verdict[] => checks.map(verdictOf);

function verdictOf(check: CheckResult): Verdict {
  const { kind, status, at } = check;
  const title = titleOf(check);
  return { kind, status, title, name: kind === 'requirement' ? check.name : title, text: textOf(check), at };
}

/** `fast: flows.read.latency.p99`, or the fact of an expectation; with the scenario it belongs to. */
function titleOf({ kind, name, fact, scenario }: CheckResult): string {
  const own = kind === 'requirement' && name !== fact ? `${name}: ${fact}` : fact;
  return scenario === null ? own : `${own} in scenario ${scenario}`;
}

/** `620 req/s, target 507 req/s within 1%; 22% above`; of an unknown one what is missing. */
function textOf(check: CheckResult): readonly Piece[] {
  const { kind, status, chance, missing } = check;
  if (status === 'unknown') return [missing.length > 0 ? toState(missing) : 'its fact is missing'];
  const off = offTarget(check);
  return [
    ...measuredOf(check),
    `, ${kind === 'requirement' ? 'target' : 'expected'} `,
    ...targetOf(check),
    ...(off === null ? [] : ['; ', ...offPieces(off)]),
    ...(check.waiver ? [`; accepted${acceptedBy(check.waiver)}`] : []),
    ...(chance === null || status === 'met' ? [] : ['; met with a chance of ', amount(Math.floor(chance * 100) / 100, 'share')]),
  ];
}

/** What to state, then what else keeps it from being known: `state each.p50 of api, db` where several lack the same. */
function toState(missing: readonly Reason[]): string {
  const paths = missing.filter(isPath).map(({ path }) => path);
  const others = missing.flatMap((reason) => (isPath(reason) ? [] : reason.text));
  const owners = new Map<string, string[]>();
  for (const path of paths) {
    const { root, name, topic } = partsOf(path);
    const key = topic === '' ? path : `${root} ${topic}`;
    owners.set(key, [...(owners.get(key) ?? []), topic === '' ? path : name]);
  }
  const stated = [...owners].map(([key, names]) => {
    const [root, field] = key.split(' ');
    return field === undefined ? key : names.length > 1 ? `${field} of ${names.join(', ')}` : leadOf(`${root}.${names[0]}.${field}`);
  });
  return [...(stated.length > 0 ? [`state ${stated.join(' and ')}`] : []), ...others].join('; ');
}

/** ` until 2027-06-01 by team-storage: the old store moves in May`. */
const acceptedBy = ({ reason, until, owner }: Acceptance): string =>
  `${until === undefined ? '' : ` until ${until}`}${owner === undefined ? '' : ` by ${owner}`}: ${reason}`;

/** What has come of it, in the unit that its target is stated in. */
export const measuredOf = (check: CheckResult): readonly Piece[] =>
  check.value === null ? ['unbounded'] : (inUnitOfTarget(check) ?? [amount(check.value, unitOf(check), { digits: digitsOf(check) })]);

const USUAL = 3;
const MOST = 9;

/** As many digits as tell a value from the target that it misses. */
function digitsOf(check: CheckResult): number {
  const { status, value, target } = check;
  if (status === 'met' || typeof value !== 'number' || typeof target !== 'number') return USUAL;
  const unit = unitOf(check);
  let digits = USUAL;
  while (digits < MOST && formatQuantity(value, unit, { digits }) === formatQuantity(target, unit, { digits })) digits++;
  return digits;
}

/** `933 M/day` beside a target of `5 M/day`. */
function inUnitOfTarget({ value, target, targetIn }: CheckResult): readonly Piece[] | undefined {
  if (targetIn === null || typeof value !== 'number' || typeof target !== 'number' || !(target > 0)) return undefined;
  const { number, before, after } = targetIn;
  const shown = (value / target) * number;
  if (shown < 1e-3 || shown >= 1e6) return undefined;
  // What has no prefix of its own gets one where it is large.
  const isLarge = shown >= 1e4 && /^\s/.test(after);
  return [before, amount(shown, isLarge ? 'count' : 'plain', { after })];
}

const OP_WORD = { within: '', 'at-least': 'at least ', 'at-most': 'at most ', is: '' } as const;

/** As written where that can be read, else its value. */
export function targetOf(check: CheckResult): readonly Piece[] {
  const { op, target, targetText, stated } = check;
  if (stated.as === 'nothing') return [OP_WORD[op], amount(target, unitOf(check))];
  return [`${stated.as === 'bound' ? '' : OP_WORD[op]}${targetText.trim()}${roughly(check)}`];
}

/** What a target in round terms takes: `~100/s` is anything from 50/s to 200/s. */
function roughly({ op, target, stated, targetIsShare }: CheckResult): string {
  if (op !== 'within' || !stated.isRough) return '';
  const isOfRest = targetIsShare && typeof target === 'number' && target > 0.5 && target < 1;
  return isOfRest ? ' (what is missing to 100% within a factor of 2)' : ' (within a factor of 2)';
}

/** A ratio that is held against a share is read as one. */
const unitOf = ({ unit, targetIsShare }: CheckResult): string => (unit === 'ratio' && targetIsShare ? 'share' : (unit ?? 'ratio'));

/** From here on a factor is written with a prefix: `1.56Gx`. */
const MANY_TIMES = 10_000;

/** `15% above`, `3.9x over`, `22% short`, `2x what may fail`. */
function offPieces({ as, by }: OffTarget): readonly Piece[] {
  const times = amount(by, by >= MANY_TIMES ? 'count' : 'plain');
  if (as === 'times over') return [times, 'x over'];
  if (as === 'times what may fail') return [times, 'x what may fail'];
  return [amount(Number(by.toPrecision(by < 0.001 ? 1 : 3)), 'share'), ` ${as}`];
}
