import { leafOf } from '../../spec/index.js';
import { componentsTo } from '../paths.js';
import { defineRule } from '../rule.js';

/** A connection pool stated at a component that makes no calls: it belongs to its caller. */
export const poolOfNoCaller = defineRule({
  id: 'load/pool-of-no-caller',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'A component that is called and calls nothing itself states a pool of connections.',
    why: 'A pool is of the one who opens the connections. Stated at the other end it has no effect: neither the connections of all callers together nor waits for a free one are counted.',
    cost: 'None: the number moves to the component that makes the calls.',
    source:
      'PostgreSQL manual, Connections and Authentication (max_connections is of the server, a pool is of its client); HikariCP, About Pool Sizing',
    falsePositives: 'It calls something that the spec leaves out.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api -> db } }
components:
  api: { kind: service, instances: 4, pool: 10 }
  db: { kind: database, each: { connections: 100 } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api -> db } }
components:
  api: { kind: service, instances: 4 }
  db: { kind: database, pool: 10, each: { connections: 100 } }
`,
  },
  reads: [],
  message: '"{component}" states a pool of connections, and calls nothing: the pool of "{caller}", which calls it, is not stated',
  help: 'state `pool` at {caller}; how many connections {component} accepts is `each: { connections: ... }`',
  *check({ name, calls }, { model }) {
    const path = `components.${name}.pool.size`;
    if (leafOf(model, path) === undefined || calls.some(({ callees }) => callees.some(({ via }) => via !== 'consume'))) return;
    // A store behind a cache is called by the caller of the cache.
    const callers = calls.flatMap((call) =>
      call.caller && call.via !== 'consume' ? (componentsTo(model, call.caller).findLast(({ isCache }) => !isCache) ?? []) : [],
    );
    const [caller] = callers;
    if (caller && callers.every((one) => leafOf(model, `components.${one.name}.pool.size`) === undefined))
      yield { subject: `components.${name}`, because: 'structure', slots: { component: name, caller: caller.name }, at: path };
  },
});
