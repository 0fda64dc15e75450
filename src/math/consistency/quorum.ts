/** What sizes of quorums imply for a group of replicas. */
export interface QuorumProperties {
  /** R + W > N: each read meets a replica that has the latest finished write. */
  readonly readMeetsWrite: boolean;
  /** 2W > N: two writes meet at a replica, so that neither goes unnoticed. */
  readonly writesMeet: boolean;
  /** Replicas that may be down while reads are answered. */
  readonly readTolerates: number;
  readonly writeTolerates: number;
}

/** @source Gifford 1979, Weighted voting for replicated data, SOSP 7 */
export const quorumProperties = (n: number, read: number, write: number): QuorumProperties => ({
  readMeetsWrite: read + write > n,
  writesMeet: 2 * write > n,
  readTolerates: n - read,
  writeTolerates: n - write,
});

/** Replicas that are more than half: floor(N / 2) + 1. */
export const majorityOf = (n: number): number => Math.floor(n / 2) + 1;

/** Ways to choose k of n; 0 where there are not so many. */
export function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return Math.round(ways);
}

/**
 * Chance that a read sees none of the last k finished writes, where none of them spreads beyond its quorum: (C(N-W, R) / C(N, R))^k.
 * @source Bailis et al. 2012, PVLDB 5(8), equations 1 and 2
 */
export function versionsBehind(n: number, read: number, write: number, k: number): number {
  let one = 1;
  for (let i = 0; i < read; i++) one *= Math.max(0, n - write - i) / (n - i);
  return one ** k;
}
