import { expect } from 'vitest';
import { messagesOf } from './reviewing.js';

/** One service under 100 req/s on average and 200 at peak, with a spike of 1,000. */
export const api = (more: string, root = ''): string => `${root}
flows: { f: { kind: read, rate: 100 req/s, peak: 2, spikes: { sale: { factor: 10 } }, path: api } }
components: { api: { kind: service, ${more} } }
`;

export const SPIKES = ', spikes: { sale: { factor: 10 } }';

/** A store behind a service, under a flow at 100 req/s on average and 200 at peak. */
export const store = (more: string, kind = 'read', call = 'db', rest = ''): string => `
flows: { f: { kind: ${kind}, rate: 100 req/s, peak: 2, path: [ api: { calls: [ ${call} ] } ] } }
components: { api: { kind: service, instances: 10, pool: 5 }, db: { kind: database, ${more} } }
${rest}`;

/** At the limit a rule is silent; just above it says so, with these words. */
export async function turns(rule: string, at: string, above: string, message: string): Promise<void> {
  expect(await messagesOf(rule, at)).toEqual([]);
  expect(await messagesOf(rule, above)).toEqual([message]);
}
