import {
  type Guarantee,
  type PublishedDelays,
  publishedCases,
  type QuorumProperties,
  quorumProperties,
  type Staleness,
  staleness,
  versionsBehind,
} from '../../math/consistency/index.js';
import { unavailabilityOfKofN } from '../../math/redundancy/k-of-n.js';

/** Replicas, how many of them answer a read and acknowledge a write, and what else is known of them. */
export interface QuorumQuestion {
  readonly replicas: number;
  readonly read: number;
  readonly write: number;
  /** Whether other nodes stand in for replicas that do not answer a write. */
  readonly sloppy: boolean;
  /** A published model of delays; null: staleness and latency are not asked for. */
  readonly delays: PublishedDelays | null;
  /** Times after a write at which stale reads are asked for, s. */
  readonly after: readonly number[];
  /** Unavailability of one node; null: availability is not asked for. */
  readonly node: number | null;
}

/** Counts of versions that a read may be behind. */
export const BEHIND = [1, 2, 3, 5, 10] as const;
export const PERCENTILES = [0.5, 0.99, 0.999] as const;

export interface QuorumAnswer extends QuorumProperties {
  readonly question: QuorumQuestion;
  /** What a reader may rely on: that of R + W > N alone is no more than `regular`. */
  readonly guarantee: Guarantee;
  /** Chance to see none of the last k writes, by `BEHIND`, where nothing spreads beyond the quorum of a write. */
  readonly behind: readonly number[];
  /** Unavailability of reads, of writes, and of both at once; null where that of a node is not given. */
  readonly unavailability: { readonly read: number; readonly write: number; readonly both: number } | null;
  readonly staleness: StalenessAnswer | null;
}

export interface StalenessAnswer {
  /** Chance of a stale read: at once, and after each time asked for. */
  readonly atOnce: number;
  readonly after: readonly number[];
  /** By `PERCENTILES`, s. */
  readonly visible: readonly number[];
  readonly readTime: readonly number[];
  readonly writeTime: readonly number[];
}

export function quorumAnswer(question: QuorumQuestion): QuorumAnswer {
  const { replicas, read, write, sloppy, node } = question;
  const properties = quorumProperties(replicas, read, write);
  const short = (needed: number): number => unavailabilityOfKofN(replicas, needed, node ?? 0);
  return {
    question,
    ...properties,
    ...(sloppy && { readMeetsWrite: false, writesMeet: false }),
    guarantee: properties.readMeetsWrite && !sloppy ? 'regular' : 'eventual',
    behind: BEHIND.map((k) => versionsBehind(replicas, read, write, k)),
    unavailability: node === null ? null : { read: short(read), write: short(write), both: short(Math.max(read, write)) },
    staleness: stalenessOf(question),
  };
}

/** Models are in ms. */
const MS = 1e-3;

function stalenessOf({ replicas, read, write, delays, after }: QuorumQuestion): StalenessAnswer | null {
  if (delays === null) return null;
  const found: Staleness = staleness(publishedCases(delays, replicas), { read, write });
  const at = (quantile: (share: number) => number): readonly number[] => PERCENTILES.map((share) => quantile(share) * MS);
  return {
    atOnce: found.stale(0),
    after: after.map((time) => found.stale(time / MS)),
    visible: at(found.visible),
    readTime: at(found.readLatency),
    writeTime: at(found.writeLatency),
  };
}

/** Every size of both quorums. */
export const quorumTable = (question: Omit<QuorumQuestion, 'read' | 'write'>): readonly QuorumAnswer[] =>
  sizes(question.replicas).flatMap((read) => sizes(question.replicas).map((write) => quorumAnswer({ ...question, read, write })));

const sizes = (most: number): readonly number[] => Array.from({ length: most }, (_, i) => i + 1);
