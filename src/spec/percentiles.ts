/** Percentiles of a time that are worked out, and that a requirement may promise: the share of requests that take at most so long. */
export const PERCENTILE_SHARES = { p50: 0.5, p95: 0.95, p99: 0.99, p999: 0.999 } as const;

export type PercentileName = keyof typeof PERCENTILE_SHARES;

export const PERCENTILE_NAMES = ['p50', 'p95', 'p99', 'p999'] as const satisfies readonly PercentileName[];

/** Percentiles of an own time that a table of measurements may state. */
export const MEASURED_PERCENTILES = ['p50', 'p75', 'p90', 'p95', 'p99', 'p999', 'p9999'] as const;
