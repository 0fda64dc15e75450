import { formatQuantity } from '../quantity/index.js';
import { type Answers, isNone, textOf } from './question.js';

/** Numbers of the path as answered so far, that decide which parts it has: 95th percentiles where they are uncertain. */
export interface Figures {
  /** Reads at the busiest time, per second. */
  readonly reads: number;
  /** Writes at the busiest time, per second. */
  readonly writes: number;
  /** Bytes of one copy of what is stored, indexes included, at the horizon. */
  readonly stored: number;
  /** Least share of time that it is to be up. */
  readonly available: number;
  /** Time that a read may take, s. */
  readonly fast: number;
}

/** The parts of the master template that a design has, and as how many. */
export interface TemplateParts {
  readonly tier: 'critical' | 'standard' | 'internal';
  readonly platform: 'managed' | 'machines' | 'one';
  readonly hasBalancer: boolean;
  readonly hasCache: boolean;
  readonly hasFiles: boolean;
  readonly work: 'none' | 'queue' | 'waited';
  /** Copies of the store. */
  readonly copies: number;
  /** Disk of a node of the store, bytes. */
  readonly disk: number;
  /** 1 where it is not split. */
  readonly shards: number;
  /** Own time of the service, s. */
  readonly own: { readonly p50: number; readonly p99: number };
  /** Why each part is there or is not. */
  readonly reasons: readonly string[];
}

/**
 * What a node of the store, the cache and the queue takes: orders of magnitude to begin with.
 * @source rules of thumb of the catalog (`sysdesign catalog threshold`): a relational store some thousand reads and about a thousand writes a second
 */
export const STORE = { reads: 5000, writes: 1000 } as const;
const DISKS = [1e12, 4e12, 16e12] as const;
/** Share of a disk, and of a node's load, that is planned for: the defaults of the standard tier. */
const FULL = { disk: 0.8, load: 0.7 } as const;
/** Beyond the 95th percentile, so that no more than a few in a hundred cases exceed it. */
const MARGIN = 1.5;
const MOST_SHARDS = 1 << 20;

/** Parts of a path that people may leave out or put in. */
export const PARTS = ['cache', 'balancer', 'queue'] as const;
export type TemplatePart = (typeof PARTS)[number];

/** `with cache, without queue`, as parts. */
export function wishesOf(text: string): ReadonlyMap<TemplatePart, boolean> {
  const wishes = new Map<TemplatePart, boolean>();
  for (const [, word, part] of text.matchAll(/\b(with|without) (cache|balancer|queue)\b/g))
    wishes.set(part as TemplatePart, word === 'with');
  return wishes;
}

/** The path that answers lead to. */
export function designOf(answers: Answers, figures: Figures): TemplateParts {
  const platform = textOf(answers, 'platform') as TemplateParts['platform'];
  const wishes = wishesOf(textOf(answers, 'path'));
  const reasons: string[] = [];
  const reads = (value: number): string => formatQuantity(value, '1/s').replace(/^(\S+)\/s$/, '$1 reads a second');
  const tier = figures.available >= 0.9999 ? 'critical' : figures.available >= 0.995 ? 'standard' : 'internal';
  const isOne = platform === 'one';

  const hasBalancer = wishes.get('balancer') ?? !isOne;
  reasons.push(
    hasBalancer
      ? 'balancer: requests go to the instances that are up'
      : isOne && !wishes.has('balancer')
        ? 'no balancer: there is one instance'
        : 'no balancer: as you asked',
  );

  const isStaleFine = !isNone(textOf(answers, 'stale'));
  const limit = STORE.reads * FULL.load;
  const isTooMuch = figures.reads > limit;
  const hasCache = (wishes.get('cache') ?? isTooMuch) && isStaleFine;
  reasons.push(
    !isStaleFine
      ? `no cache${wishes.get('cache') === true ? ', though you asked' : ''}: readers must see the latest`
      : wishes.has('cache')
        ? `${hasCache ? 'cache' : 'no cache'}: as you asked`
        : hasCache
          ? `cache: up to ${reads(figures.reads)}, and a node of the store is planned for ${reads(limit)}`
          : `no cache: at most ${reads(figures.reads)}, and a node of the store is planned for ${reads(limit)}`,
  );

  const hasWork = !isNone(textOf(answers, 'later'));
  const work = !hasWork ? 'none' : (wishes.get('queue') ?? true) ? 'queue' : 'waited';
  reasons.push(
    work === 'queue'
      ? 'queue and worker: users do not wait for that work, and it may be tried again'
      : work === 'none'
        ? 'no queue: nothing is left for later'
        : 'no queue: as you asked, users wait for the work',
  );

  const hasFiles = !isNone(textOf(answers, 'file'));
  if (hasFiles) reasons.push('object store: files are far larger than records');

  const copies = isOne ? 1 : tier === 'critical' ? 3 : 2;
  const stored = figures.stored * MARGIN;
  const disk = DISKS.find((size) => stored <= size * FULL.disk) ?? DISKS[DISKS.length - 1] ?? 16e12;
  const load = ((hasCache ? MISSES * figures.reads : figures.reads) / copies / STORE.reads + figures.writes / STORE.writes) * MARGIN;
  const shards = Math.min(MOST_SHARDS, powerOfTwo(Math.max(stored / (disk * FULL.disk), load / FULL.load)));
  reasons.push(
    `store: ${copies === 1 ? 'one copy' : `${copies} copies`}${shards > 1 ? `, split into ${shards} shards by what it must hold and take` : ''}`,
  );
  return { tier, platform, hasBalancer, hasCache, hasFiles, work, copies, disk, shards, own: ownTime(figures.fast), reasons };
}

/** Share of reads that a cache does not have. */
export const MISSES = 0.2;

const powerOfTwo = (least: number): number => (least <= 1 ? 1 : 2 ** Math.ceil(Math.log2(least)));

/** What the service itself may take of the time that a read may: usual values, or 40% of it where that is less. */
function ownTime(fast: number): TemplateParts['own'] {
  const p99 = Math.min(0.15, Number((fast * 0.4).toPrecision(2)));
  return { p50: Number((p99 / 7.5).toPrecision(2)), p99 };
}
