import { defineRule } from '../rule.js';

/** Pools of a fleet that has scaled out against what the callee accepts. */
export const scalingExhaustsConnections = defineRule({
  id: 'load/scaling-exhausts-connections',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'A caller may scale out to so many instances, or needs so many in a spike, that their pools together hold more connections than the component accepts.',
    why: 'When the load is highest the instances that were just started are refused, and each that restarts is: the limit of the callee is met before that of the fleet.',
    cost: 'A pooler is one more part in the path; smaller pools let callers wait; a lower cap carries less.',
    source: 'PostgreSQL manual, Connections and Authentication (max_connections); PgBouncer manual',
    falsePositives: 'The cap is far beyond what the fleet ever runs, or pools open connections only as they are needed.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 500 req/s, peak: 2, path: api -> db } }
components:
  api: { kind: service, each: { rate: 200 req/s }, pool: 20, autoscale: { min: 4, max: 25 } }
  db: { kind: database, instances: 1, each: { rate: 5k req/s, connections: 500 } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 500 req/s, peak: 2, path: api -> db } }
components:
  api: { kind: service, each: { rate: 200 req/s }, pool: 20, autoscale: { min: 4, max: 60 } }
  db: { kind: database, instances: 1, each: { rate: 5k req/s, connections: 500 } }
`,
  },
  reads: ['components.*.capacity.connections', 'components.*.instances.inSpikes'],
  message: '"{component}" accepts {left} connections, and {fleet} instances of "{caller}" {when} hold {pool} each',
  help: 'put a pooler before it, make the pools smaller (pool), lower the cap, or raise what it accepts',
  *check({ name, calls }, { fact, stated, isKnown }) {
    const room = fact('components.*.capacity.connections', name);
    const callers = new Set(calls.flatMap(({ caller }) => caller?.component ?? []));
    for (const caller of callers) {
      const pool = stated('components.*.pool.size', caller);
      if (!pool || stated('components.*.instances', caller)) continue;
      const cap = stated('components.*.autoscale.max', caller);
      const inSpikes = fact('components.*.instances.inSpikes', caller);
      const fleet = cap ?? (isKnown(inSpikes) ? inSpikes : undefined);
      if (!fleet) continue;
      yield {
        subject: `components.${name}`,
        key: caller,
        because: [room, '<', fleet, pool],
        slots: { component: name, caller, fleet, pool, when: cap ? 'at its cap' : 'in a spike' },
        at: `components.${name}.each.connections`,
        related: [{ path: `components.${caller}.pool`, message: 'the pool of each instance' }],
      };
    }
  },
});
