import { defineRule } from '../rule.js';

/** Pools of all callers together against what the callee accepts. */
export const connectionsNearlyExhausted = defineRule({
  id: 'load/connections-nearly-exhausted',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: ['load/scaling-exhausts-connections'],
  docs: {
    what: 'The connections that callers keep open to a component, with the actors that hold some, are nearly or more than it accepts.',
    why: 'At the limit new connections are refused: to callers that scale out, to deployments that run two versions, to people who want to see what is wrong.',
    cost: 'A pooler is one more part in the path; smaller pools let callers wait.',
    source: 'PostgreSQL manual, Connections and Authentication (max_connections); PgBouncer manual',
    falsePositives: 'The number of callers is fixed, and connections for operators are reserved.',
    good: `sysdesign: 1
name: shop
flows:
  read: { rate: 500 req/s, peak: 2, path: api -> db }
components:
  api: { kind: service, instances: 20, each: { rate: 100 req/s }, pool: 10 }
  db: { kind: database, instances: 1, each: { rate: 2k req/s, connections: 500 } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  read: { rate: 500 req/s, peak: 2, path: api -> db }
components:
  api: { kind: service, instances: 20, each: { rate: 100 req/s }, pool: 24 }
  db: { kind: database, instances: 1, each: { rate: 2k req/s, connections: 500 } }
`,
  },
  reads: ['components.*.demand.connections', 'components.*.capacity.connections'],
  options: { most: { value: '80%', field: 'share', meaning: 'share of the connections that may be taken' } },
  message: '{left} connections to "{component}" are open, and it accepts {right}',
  help: 'put a pooler before it, make the pools smaller (pool), or raise what it accepts',
  *check({ name, calls }, { fact, option, stated }) {
    const pools = calls.some(({ caller }) => caller && stated('components.*.pool.size', caller.component));
    // A provider's limit is reported as a quota; a computed fleet has room by its target utilization.
    if (stated('components.*.quota.connections', name) || !(pools || calls.some(({ caller }) => caller === null))) return;
    yield {
      subject: `components.${name}`,
      because: [fact('components.*.demand.connections', name), '>', fact('components.*.capacity.connections', name), option('most')],
      slots: { component: name },
      at: `components.${name}.each.connections`,
    };
  },
});
