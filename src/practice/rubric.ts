import type { RubricPoint } from './problem.js';

/** What answers in words should have, whatever the problem. */
export const FAILURE: readonly RubricPoint[] = [
  { name: 'timeouts', words: ['timeout', 'deadline'] },
  { name: 'retries that back off', words: ['retry', 'retries', 'backoff', 'jitter'] },
  { name: 'copies and failover', words: ['replica', 'failover', 'standby', 'zone', 'copies', 'redundan'] },
  { name: 'doing less instead of nothing', words: ['degrade', 'fallback', 'stale', 'circuit', 'breaker', 'shed', 'limit'] },
  { name: 'backups and restoring them', words: ['backup', 'restore', 'recovery', 'rpo'] },
];
export const OBSERVABILITY: readonly RubricPoint[] = [
  { name: 'latency, by percentiles', words: ['latency', 'p99', 'percentile'] },
  { name: 'traffic and errors', words: ['error', 'traffic', 'qps', 'request', 'req/s'] },
  { name: 'saturation', words: ['saturation', 'cpu', 'lag', 'depth', 'utilization', 'memory', 'disk'] },
  { name: 'alerts with a runbook, on what users feel', words: ['alert', 'runbook', 'page', 'slo', 'budget'] },
];
export const WRAP_UP: readonly RubricPoint[] = [
  { name: 'what was given up for what', words: ['instead of', 'trade', 'rather than', 'at the cost', 'give up', 'price'] },
  { name: 'cost', words: ['cost', 'cheap', 'expensive', 'money', 'bill'] },
  { name: 'what comes next', words: ['next', 'later', 'then', 'would', 'future'] },
];
export const DATA: readonly RubricPoint[] = [
  { name: 'the key by which it is read', words: ['key', 'index', 'by id', 'by code', 'partition', 'primary'] },
  { name: 'why this store', words: ['because', 'since', 'so that', 'as it', 'needs', 'join', 'transaction', 'simple'] },
  { name: 'what readers may see: consistency', words: ['cp', 'ap', 'consisten', 'stale', 'eventual', 'strong'] },
];
