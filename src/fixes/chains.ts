import { type Edit, type Plain, partsOf } from '../core/index.js';
import type { RuleId } from '../rules/index.js';
import { isEdgeCache, isKind, KINDS, type Kind } from '../spec/index.js';

/** What a change brings into a design that it did not have. */
type Adopted = 'queue' | 'cache' | 'cdn' | 'replication' | 'sharding' | 'instances' | 'gateway' | 'retry' | 'fallback' | 'outbox' | 'saga';

/**
 * What is to be looked at once something is adopted, the first before the rest; rules that only ask are asked.
 */
const CHAINS: Readonly<Record<Adopted, readonly RuleId[]>> = {
  queue: [
    'messaging/dead-letters-missing',
    'messaging/redelivery-not-idempotent',
    'messaging/idempotence-not-stated',
    'messaging/slow-catch-up',
    'capacity/backlog',
    'messaging/spike-outlives-retention',
    'messaging/spike-past-deadline',
    'messaging/broker-in-one-copy',
    'messaging/retention-shorter-than-outage',
    'messaging/dual-write',
    'security/store-exposed',
  ],
  cache: [
    'data/cache-without-expiry',
    'load/cold-cache-overloads',
    'data/cache-as-truth',
    'security/payment-data-cached',
    'data/own-write-not-read',
  ],
  cdn: ['data/cache-without-expiry', 'security/private-response-in-cdn', 'security/guarded-data-in-cdn'],
  replication: [
    'data/own-write-not-read',
    'durability/copies-in-one-zone',
    'availability/failover-unstated',
    'load/replicas-do-not-scale-writes',
    'durability/acknowledged-by-one',
  ],
  sharding: ['load/partition-key-unstated', 'load/partition-key-uneven', 'load/hot-key'],
  instances: ['api/load-balancer', 'availability/single-entrance', 'availability/one-zone'],
  gateway: ['availability/single-entrance', 'api/gateway-bypassed', 'security/entrance-without-throttle'],
  retry: [
    'api/retry-of-unsafe-write',
    'api/retry-idempotency-unstated',
    'availability/retry-without-backoff',
    'load/retry-storm',
    'availability/missing-breaker',
    'availability/retry-without-timeout',
  ],
  fallback: ['load/fallback-not-carried', 'availability/fallback-fails-too'],
  outbox: ['messaging/redelivery-not-idempotent', 'messaging/idempotence-not-stated', 'messaging/dead-letters-missing'],
  saga: ['messaging/redelivery-not-idempotent', 'messaging/idempotence-not-stated'],
};

/** What a component of some traits is, once it is adopted. */
function ofTraits(traits: Kind): Adopted | undefined {
  if (traits.isQueue) return 'queue';
  if (traits.isCache) return 'cache';
  if (isEdgeCache(traits)) return 'cdn';
  return traits.isEntrance ? 'gateway' : undefined;
}

/** The keys that state it, and what then is adopted. */
const OF_KEYS: readonly (readonly [key: RegExp, adopted: Adopted])[] = [
  [/\.replication\.factor$/, 'replication'],
  [/\.shards$/, 'sharding'],
  [/\.(?:instances|nodes|replicas)$/, 'instances'],
  [/\.retries(?:\.max)?$/, 'retry'],
  [/\.fallback(?:\.to)?$/, 'fallback'],
];

/** Rules to ask of a design after a change, in the order of their chains. */
export function followUpRules(edits: readonly Edit[]): readonly RuleId[] {
  const adopted = new Set(edits.flatMap(adoptedBy));
  return [...new Set([...adopted].flatMap((one) => CHAINS[one]))];
}

function adoptedBy(edit: Edit): readonly Adopted[] {
  if (edit.do !== 'set' && edit.do !== 'insert') return [];
  const { path, value } = edit;
  const kind = partsOf(path).root === 'components' && isMap(value) ? value.kind : undefined;
  const ofKind = typeof kind === 'string' && isKind(kind) ? ofTraits(KINDS[kind]) : undefined;
  const ofWord: readonly Adopted[] = path.endsWith('.transaction') && (value === 'outbox' || value === 'saga') ? [value] : [];
  return [...(ofKind === undefined ? [] : [ofKind]), ...ofWord, ...OF_KEYS.flatMap(([key, one]) => (key.test(path) ? [one] : []))];
}

const isMap = (value: Plain): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
