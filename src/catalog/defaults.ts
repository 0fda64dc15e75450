import type { Default } from './default.js';
import { failureDefault } from './failure-defaults.js';

/** Values assumed where a spec states none. Each stands at its middle, adds no spread and is shown as assumed. */

type TierName = 'critical' | 'standard' | 'internal';

const OWN_CONVENTION = 'convention of sysdesign by tier (critical, standard, internal)';

/** Share of a resource that may be in use: load (rate, servers, cpu, iops, network, connections) and stocks (memory, disk). */
const TARGETS: Readonly<Record<TierName, { readonly load: number; readonly stock: number }>> = {
  critical: { load: 0.5, stock: 0.7 },
  standard: { load: 0.7, stock: 0.8 },
  internal: { load: 0.85, stock: 0.9 },
};

const AFTER_LOSS: Readonly<Record<TierName, number>> = { critical: 0.8, standard: 0.9, internal: 0.95 };

const STOCKS: ReadonlySet<string> = new Set(['memory', 'disk']);

/** Whether a resource is taken by data that is kept, and not by load. */
export const isStock = (resource: string): boolean => STOCKS.has(resource);

/** The default called `name` (`peak`, `target.disk`, `mtbf`, ...) for a tier; undefined if there is none: then nothing is assumed. */
export function defaultOf(name: string, tier: TierName): Default | undefined {
  if (name === 'peak') {
    return {
      value: 3,
      unit: 'ratio',
      meaning: 'peak rate over mean rate, web traffic',
      source:
        'worked estimates use 2 to 5 (A. Xu, System Design Interview, chapters 3 to 29); large sites publish 1.4 to 2.6 (2012 to 2025)',
    };
  }
  const resource = /^target\.(\w+)$/.exec(name)?.[1];
  if (resource) {
    const target = TARGETS[tier];
    return {
      value: isStock(resource) ? target.stock : target.load,
      unit: 'share',
      meaning: `share of ${resource} that may be in use`,
      source: OWN_CONVENTION,
    };
  }
  if (name === 'afterLoss') {
    return {
      value: AFTER_LOSS[tier],
      unit: 'share',
      meaning: 'share of a resource that may be in use after a loss',
      source: OWN_CONVENTION,
    };
  }
  if (name === 'zones')
    return { value: 3, unit: 'count', meaning: 'zones of a region, where no topology is stated', source: 'convention of sysdesign' };
  if (name === 'needed')
    return { value: 1, unit: 'count', meaning: 'instances that must be up, where no capacity tells', source: 'convention of sysdesign' };
  if (name === 'window')
    return {
      value: 30 * 86_400,
      unit: 's',
      meaning: 'time over which an objective is judged',
      source: 'Google, The Site Reliability Workbook 2018, chapter 2 (four weeks, or 30 days)',
    };
  if (name === 'coldStart')
    return {
      value: 0.01,
      unit: 'share',
      meaning: 'share of calls of a function that start an instance',
      source:
        'AWS Lambda operator guide, Execution environments (docs.aws.amazon.com/lambda/latest/operatorguide, 2026): cold starts typically occur in under 1% of invocations of production workloads; the upper end of that',
    };
  return failureDefault(name);
}
