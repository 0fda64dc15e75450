import { formatQuantity } from '../quantity/index.js';
import { type Call, type CallChange, callEdits, isFollowed, leafOf, mayBeFatal, set } from '../spec/index.js';
import type { About, Proposal, Recipe } from './about.js';

/** Reads that a cache usually answers. */
const HIT = '80%';
/** What a caller waits, in times of the slowest of a hundred answers. */
const PATIENCE = 3;
/** Share of calls that something else can answer. */
const FALLBACK = '90%';

const namesOf = (calls: readonly Call[]): string => [...new Set(calls.map(({ component }) => component))].join(', ');

/** The same options at several calls, as one change. */
function withOptions(
  label: string,
  calls: readonly Call[],
  options: NonNullable<CallChange['options']>,
  grows: readonly string[] = [],
): readonly Proposal[] {
  if (calls.length === 0) return [];
  return [{ label, edits: callEdits(new Map(calls.map((call) => [call, { options }]))), grows }];
}

export const isOwn = ({ via }: Call): boolean => via !== 'consume';

/** The least time after which somebody above gives up, s. */
function deadlineAbove(about: About, { caller }: Call): number | undefined {
  let least: number | undefined;
  for (let at = caller; at; at = at.caller) {
    const own = about.option(at, 'timeout');
    if (own !== undefined) least = Math.min(least ?? own, own);
  }
  return least;
}

/** A timeout: half of what the caller has, else well above what the callee takes. Where neither is known there is none to propose. */
export const timeout: Recipe = (about) =>
  about.calls
    .filter((call) => isOwn(call) && about.option(call, 'timeout') === undefined)
    .flatMap((call) => {
      const above = deadlineAbove(about, call);
      const slow = about.of({ name: call.component }, 'latency.p99');
      const seconds =
        above === undefined ? PATIENCE * (slow ?? Number.NaN) : slow !== undefined && slow > above / 2 ? (slow + above) / 2 : above / 2;
      if (!Number.isFinite(seconds) || (above !== undefined && seconds >= above)) return [];
      return withOptions(`give up on ${call.component} after ${about.time(seconds)}`, [call], { timeout: about.time(seconds) });
    });

/** Later than the slowest of a hundred answers. */
export const laterTimeout: Recipe = (about) =>
  about.calls.flatMap((call) => {
    const slow = about.stated(`components.${call.component}.each.p99`);
    if (slow === undefined || !isOwn(call)) return [];
    return withOptions(`give up on ${call.component} after ${about.time(2 * slow)}`, [call], { timeout: about.time(2 * slow) });
  });

/** All calls of a flow that are given up sooner than the slowest of a hundred answers: later than that. */
export const laterTimeouts: Recipe = (about) => {
  const calls = about.model.flows.get(about.flow ?? '')?.calls ?? [];
  const changes = calls.flatMap((call): [Call, CallChange][] => {
    const [slow, after] = [about.stated(`components.${call.component}.each.p99`), about.option(call, 'timeout')];
    return slow === undefined || after === undefined || after > slow ? [] : [[call, { options: { timeout: about.time(2 * slow) } }]];
  });
  if (changes.length === 0) return [];
  const label = `give up later on ${namesOf(changes.map(([call]) => call))}: after twice its p99`;
  return [{ label, edits: callEdits(new Map(changes)) }];
};

/** One deadline for a call and all its repeats: below that of the caller above. */
export const shorterTimeout: Recipe = (about) =>
  about.calls.flatMap((call) => {
    const above = deadlineAbove(about, call);
    const attempts = 1 + (about.option(call, 'retries.max') ?? 0);
    if (above === undefined || !isOwn(call)) return [];
    const each = (0.9 * above) / attempts;
    return withOptions(`give up on ${call.component} after ${about.time(each)}`, [call], { timeout: about.time(each) });
  });

const retries = (about: About, call: Call, added: Readonly<Record<string, string>>): CallChange['options'] & object =>
  Object.fromEntries(
    Object.entries(added).flatMap(([key, value]) => (about.states(`${call.path}.retries.${key}`) ? [] : [[`retries.${key}`, value]])),
  );

/** Repeats that wait longer each time, and by chance. */
export const backoff: Recipe = (about) =>
  about.calls
    .filter(({ isRetried, words }) => isRetried && !words)
    .flatMap((call) =>
      withOptions(
        `wait before each retry of ${call.component}`,
        [call],
        retries(about, call, { backoff: '50 ms', multiplier: 'x2', jitter: '50%' }),
      ),
    );

/** A share of calls that repeats may add. */
export const retryBudget: Recipe = (about) =>
  about.calls
    .filter(({ isRetried, words }) => isRetried && !words)
    .flatMap((call) => [
      ...withOptions(`retries of ${call.component} within a budget of 10%`, [call], { 'retries.budget': '10%' }),
      ...withOptions(`no retries of ${call.component} here`, [call], { 'retries.max': 0 }),
    ]);

/** What makes a repeat harmless. */
export const idempotencyKey: Recipe = (about) => [
  ...withOptions(
    `${namesOf(about.calls)} checks an idempotency key`,
    about.calls.filter((call) => isOwn(call) && call.writes),
    { idempotency: 'key' },
  ),
  ...(about.flow === undefined
    ? []
    : [{ label: `${about.flow} carries an idempotency key`, edits: [set(`flows.${about.flow}.idempotency`, 'key')] }]),
];

const isFatalCall = (call: Call): boolean => isOwn(call) && call.caller !== null && call.failure === 'fatal' && mayBeFatal(call);

/** Another answer for most calls, where the caller has one. */
export const fallback: Recipe = (about) => {
  const calls = about.calls.filter((call) => isFatalCall(call) && !call.writes);
  return withOptions(`a fallback for ${FALLBACK} of the calls of ${namesOf(calls)}`, calls, { fallback: FALLBACK });
};

/** Share of what a fallback leaves that a better one leaves. */
const BETTER = 0.1;

/** A fallback that there is, for more of the calls: what it leaves, by nine tenths less. */
export const largerFallback: Recipe = (about) =>
  about.calls.flatMap((call) => {
    const share = about.option(call, 'fallback.share');
    if (share === undefined || !(share < 1) || call.words) return [];
    const more = formatQuantity(1 - BETTER * (1 - share), 'share');
    return withOptions(`the fallback of ${call.component} for ${more} of its calls`, [call], { 'fallback.share': more });
  });

/** No more calls of what fails for a while, and no retries of them. */
export const breaker: Recipe = (about) => {
  const calls = about.calls.filter((call) => isOwn(call) && call.isRetried && !call.words && !call.hasBreaker);
  return withOptions(`a circuit breaker before ${namesOf(calls)}`, calls, { breaker: true });
};

/** A second one of the same sort that is asked when the first fails. */
export const secondProvider: Recipe = (about) => {
  const { component } = about;
  const calls = about.calls.filter(isFatalCall);
  if (component?.traits.run !== 'others' || calls.length === 0) return [];
  const other = about.freshName(`${component.name}-b`);
  const stated = (field: string): string | undefined => leafOf(about.model, `components.${component.name}.${field}`)?.text;
  const [availability, mttr] = [stated('availability'), stated('mttr') ?? stated('mttr.repair')];
  return [
    {
      label: `a second ${component.name} to turn to`,
      edits: [
        set(`components.${other}`, {
          kind: component.kind,
          ...(availability !== undefined && { availability }),
          ...(mttr !== undefined && { mttr }),
        }),
        ...callEdits(new Map(calls.map((call) => [call, { options: { fallback: { to: other } } }]))),
      ],
      grows: [other],
    },
  ];
};

/** Not waiting for it: what need not be there for the answer, nor for a call that its caller makes after it. */
export const notWaited: Recipe = (about) => {
  const calls = about.calls.filter(
    (call) =>
      isFatalCall(call) &&
      (call.writes || call.traits.isDeferrable || call.traits.run === 'others') &&
      call.traits.data !== 'disk' &&
      (call.traits.isDeferrable || !isFollowed(call)),
  );
  return withOptions(`not waiting for ${namesOf(calls)}`, calls, { async: true });
};

/** The same store behind a cache, for reads that somebody waits for. */
export const cacheInFront: Recipe = (about) => {
  const { component } = about;
  if (component?.traits.data !== 'disk' || component.traits.isQueue) return [];
  const reads = component.calls.filter((call) => !call.writes && isOwn(call) && call.via !== 'miss');
  if (reads.length === 0) return [];
  const cache = about.freshName(`${component.name}-cache`);
  const behind = { component: cache, options: { hit: HIT }, via: 'miss' as const };
  return [
    {
      label: `a cache before ${component.name} that answers ${HIT} of reads`,
      edits: [set(`components.${cache}`, { kind: 'cache', ttl: '1 min' }), ...callEdits(new Map(reads.map((call) => [call, { behind }])))],
      grows: [cache],
    },
  ];
};

/** A content network before the first thing that is ours. */
export const cdnInFront: Recipe = (about) => {
  const flow = about.flow === undefined ? undefined : about.model.flows.get(about.flow);
  const first = flow?.calls.filter(({ caller }) => caller === null) ?? [];
  if (first.length !== 1 || first[0]?.component === undefined) return [];
  const cdn = about.freshName('cdn');
  const behind = { component: cdn, options: { hit: HIT }, via: 'miss' as const };
  return [
    {
      label: `a CDN before ${first[0].component} that answers ${HIT}`,
      edits: [set(`components.${cdn}`, { kind: 'cdn', ttl: '1 min' }), ...callEdits(new Map(first.map((call) => [call, { behind }])))],
      grows: [cdn],
    },
  ];
};
