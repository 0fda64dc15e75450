import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { claimsIn } from '../../src/practice/claims.js';
import { sysdesign } from '../support/hosts.js';

async function played(problem: string, answers: Readonly<Record<string, unknown>>) {
  const argv = ['practice', '--problem', problem, '--seed', '7', '--answers', 'a.yaml', '-f', 'json'];
  const ran = await sysdesign(argv, { files: { 'a.yaml': stringify(answers) } });
  const spec = await ran.files.readBytes(`practice/2026-11-01-${problem}.sysdesign.yaml`);
  return { card: JSON.parse(ran.out), spec: spec.ok ? new TextDecoder().decode(spec.value) : '' };
}

const CHARGE = ['charge: api -> ledger(primary+2)', 'charge: api ~> outbox -> charger -> psp', 'status: api -> ledger'];
const reasons = (card: { readonly evidence: readonly { readonly reason: string; readonly points: number }[] }, points: number) =>
  card.evidence.filter(({ reason, points: earned }) => reason.includes('claimed') && earned === points).map(({ reason }) => reason);

describe('claims of CP and AP', () => {
  it('are read of the store that they name', () => {
    expect(claimsIn(['ledger: CP, and the cache is AP'], ['ledger', 'cache']).claims).toEqual({ ledger: 'CP', cache: 'AP' });
    expect(claimsIn(['the API reads the ledger'], ['ledger']).claims).toEqual({});
    expect(claimsIn(['Ledger-Copy: CP'], ['ledger']).claims).toEqual({});
  });

  it('are wrong where the store works otherwise, or its data may not differ', async () => {
    const right = await played('payments', { design: CHARGE, data: ['ledger: CP'] });
    expect(reasons(right.card, 1)).toEqual(['"ledger" is CP, as claimed']);
    const leader = await played('payments', { design: CHARGE, data: ['ledger: AP'] });
    expect(reasons(leader.card, 0).join()).toContain('with one primary');
    // Cassandra reads and writes at one copy unless asked otherwise: PA.
    const cassandra = await played('payments', { design: ['charge: api -> cassandra(primary+2)'], data: ['cassandra: AP'] });
    expect(reasons(cassandra.card, 0).join()).toContain('take the same payment');
    const claimed = await played('timeline', { design: ['post: api -> cassandra(primary+2)'], data: ['cassandra: CP'] });
    expect(reasons(claimed.card, 0).join()).toContain('with its default settings');
  });
});

describe('a spec that is edited', () => {
  it('is what is reviewed and written; what cannot be read leaves the last that could', async () => {
    const design = ['charge: api -> ledger', 'charge: api ~> outbox -> charger -> psp', 'status: api -> ledger'];
    const first = await played('payments', { design });
    expect(first.card.findings.join()).toContain('the only instance of "ledger"');
    const better = first.spec.replace(/(ledger:\n\s+kind: database\n\s+)instances: 1/, '$1replication: { factor: 3, mode: leader }');
    expect(better).not.toBe(first.spec);
    const second = await played('payments', { design, spec: better });
    expect(second.card.findings.join()).not.toContain('the only instance of "ledger"');
    expect(second.spec.trim()).toBe(better.replace(/\n\s*\n/g, '\n').trim());
    const broken = await played('payments', { design, spec: 'flows: [' });
    expect(broken.spec).toBe(first.spec);
  });
});
