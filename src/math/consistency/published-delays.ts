import { type Delay, later } from './delay.js';
import type { ReplicaCase } from './replicas.js';

/** The delay models that Bailis et al. fitted to two companies' stores, in ms. @source Bailis et al. 2012, PVLDB 5(8), table 3 */
const mixture = (weight: number, scale: number, shape: number, rate: number): Delay => ({
  shift: 0,
  parts: [
    { kind: 'pareto', weight, scale, shape },
    { kind: 'exponential', weight: 1 - weight, rate },
  ],
});
const SSD = mixture(0.9122, 0.235, 10, 1.66);
const DISK = mixture(0.38, 1.05, 1.51, 0.183);
/** The paper prints the shape 3.35; the code of its authors has 3.5. */
const YMMR_WRITE = mixture(0.939, 3, 3.35, 0.0028);
const YMMR = mixture(0.982, 1.5, 3.8, 0.0217);

export const PUBLISHED_DELAYS = ['lnkd-ssd', 'lnkd-disk', 'ymmr', 'wan'] as const;
export type PublishedDelays = (typeof PUBLISHED_DELAYS)[number];

/** One way between data centers of the WAN model, ms. */
const APART = 75;

/** The cases of a published model for so many replicas; times in ms. */
export function publishedCases(model: PublishedDelays, count: number): readonly ReplicaCase[] {
  if (model === 'wan') return acrossCenters(count);
  const [write, other] = { 'lnkd-ssd': [SSD, SSD] as const, 'lnkd-disk': [DISK, SSD] as const, ymmr: [YMMR_WRITE, YMMR] as const }[model];
  return [{ chance: 1, groups: [{ count, write, ack: other, request: other, response: other }] }];
}

/** One replica in each data center; the write and the read come from any of them, independently of each other. */
function acrossCenters(count: number): readonly ReplicaCase[] {
  const [far, farDisk] = [later(SSD, APART), later(DISK, APART)];
  const group = (of: number, writesHere: boolean, readsHere: boolean) => ({
    count: of,
    write: writesHere ? DISK : farDisk,
    ack: writesHere ? SSD : far,
    request: readsHere ? SSD : far,
    response: readsHere ? SSD : far,
  });
  const same = { chance: 1 / count, groups: [group(1, true, true), group(count - 1, false, false)] };
  const apart = { chance: 1 - 1 / count, groups: [group(1, true, false), group(1, false, true), group(count - 2, false, false)] };
  return [same, apart]
    .map(({ chance, groups }) => ({ chance, groups: groups.filter((one) => one.count > 0) }))
    .filter(({ chance }) => chance > 0);
}
