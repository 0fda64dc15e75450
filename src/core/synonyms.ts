/**
 * What the field calls things, and the words that keys, facts and figures have for them. A search for the former finds the latter: `qps` finds
 * rates. Singular and in lower case.
 */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  az: ['zone'],
  bandwidth: ['ingress', 'egress', 'network'],
  bill: ['cost'],
  box: ['instance', 'fleet'],
  budget: ['cost'],
  copy: ['replication', 'copies'],
  dau: ['concurrent', 'assumptions'],
  datacenter: ['region', 'zone', 'center'],
  deadline: ['timeout'],
  dollar: ['cost', 'price'],
  downtime: ['outage', 'unavailability', 'maintenance', 'availability'],
  dr: ['rpo', 'rto', 'backup'],
  fanout: ['times', 'parallel'],
  geo: ['region'],
  ha: ['survives', 'failover', 'replication'],
  host: ['instance', 'fleet'],
  iop: ['iops'],
  latency: ['p50', 'p99', 'p95', 'p999', 'serviceTime'],
  lifetime: ['keep', 'retention', 'ttl'],
  load: ['rate', 'utilization'],
  machine: ['instance', 'fleet'],
  mau: ['concurrent', 'assumptions'],
  money: ['cost', 'price'],
  node: ['instance', 'fleet'],
  outage: ['unavailability', 'failure'],
  partition: ['shard'],
  payload: ['request', 'response', 'item'],
  pod: ['instance', 'fleet'],
  price: ['cost'],
  qps: ['rate', 'req'],
  ram: ['memory'],
  redundancy: ['survives', 'failover', 'replication'],
  replica: ['replication', 'instance'],
  retention: ['keep'],
  rps: ['rate', 'req'],
  server: ['instance', 'fleet'],
  sharding: ['shard'],
  sla: ['availability', 'agreement'],
  slo: ['availability', 'objective', 'quality'],
  spare: ['failover', 'survives'],
  storage: ['disk', 'stored', 'size'],
  throughput: ['rate', 'req'],
  tps: ['rate', 'req'],
  traffic: ['rate', 'ingress', 'egress'],
  uptime: ['availability'],
  user: ['concurrent', 'concurrency'],
  vm: ['instance', 'fleet'],
};

/** `datacenters` is `datacenter`, `copies` is `copy`; `redis` and `class` are left alone. */
export const singular = (word: string): string => {
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  return /[^sui]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
};

/** The words that a word may stand for, itself not among them. */
export function synonymsOf(word: string): readonly string[] {
  const folded = word.toLowerCase();
  const key = Object.hasOwn(MEANT, folded) ? folded : singular(folded);
  return Object.hasOwn(MEANT, key) ? (MEANT[key] ?? []) : [];
}
