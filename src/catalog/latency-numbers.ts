import type { Entry } from './entry.js';

/** A figure of the list that everyone knows, and what it is today as far as the catalog has it. */
export interface LatencyNumber {
  readonly entry: Entry;
  /** Seconds. */
  readonly in2012: number;
  readonly today: { readonly entry: Entry; readonly seconds: number; readonly bytes: number | null } | null;
}

/** The figure of today for each of 2012: a latency of the same operation, or how long so many bytes take at a throughput. */
const TODAY: readonly (readonly [then: string, today?: string, bytes?: number])[] = [
  ['dean.l1'],
  ['dean.branch'],
  ['dean.l2'],
  ['dean.mutex'],
  ['dean.dram', 'napkin.memrand.lat'],
  ['dean.zippy', 'napkin.comp.bps', 1e3],
  ['dean.net1k', 'napkin.region.bps', 1e3],
  ['dean.ssd4k', 'napkin.ssdrand.lat'],
  ['dean.mem1m', 'napkin.memseq.bps', 1e6],
  ['dean.rttdc', 'napkin.region.lat'],
  ['dean.ssd1m', 'napkin.ssdseqr.bps', 1e6],
  ['dean.seek', 'napkin.hddrand.lat'],
  ['dean.hdd1m', 'napkin.hddseq.bps', 1e6],
  ['dean.caams'],
];

const SECONDS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1 };
const BYTES_PER_SECOND: Readonly<Record<string, number>> = { 'MiB/s': 2 ** 20, 'GiB/s': 2 ** 30 };

/**
 * The list of 2012, the shortest first, each beside what it is today.
 * @param entries of the catalog, with what a configuration puts in their place
 * @source J. Dean's list, and github.com/sirupsen/napkin-math, as the entries cite them
 */
export function latencyNumbers(entries: readonly Entry[]): readonly LatencyNumber[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return TODAY.flatMap(([then, today, bytes = null]) => {
    const entry = byId.get(then);
    if (!entry) return [];
    const now = today === undefined ? undefined : byId.get(today);
    const seconds = now && secondsOf(now, bytes);
    return [
      {
        entry,
        in2012: entry.mid * (SECONDS[entry.unit] ?? Number.NaN),
        today: now === undefined || seconds === undefined ? null : { entry: now, seconds, bytes },
      },
    ];
  });
}

const secondsOf = ({ mid, unit }: Entry, bytes: number | null): number =>
  bytes === null ? mid * (SECONDS[unit] ?? Number.NaN) : bytes / (mid * (BYTES_PER_SECOND[unit] ?? Number.NaN));
