/** Specs that together use most of the language. */
export const SPECS: Readonly<Record<string, string>> = {
  shop: `sysdesign: 1
name: shop
summary: Carts and orders
tier: critical
asOf: 2026-11-01
horizon: 3 years
growth: 40% per year
peak: 3
survives: zone
target: { load: 60%, disk: 80% }
afterLoss: 90%
sizeFor: spike.sale
conventions: { day: 100k s, year: 12 months }
counts: [people, person]
assumptions:
  users: 80M..150M users
  carts: 2 per user per month
requirements:
  functional:
    order: { when: a user pays, then: the order is kept, flow: order }
  quality:
    up: { flow: order, availability: 99.95%, window: 30 d rolling, counted: requests }
    fast: { flow: order, p50: 20 ms, p99: 100 ms }
    safe: { data: orders, durability: 9 nines, rpo: 1 h, rto: 4 h, staleness: 1 min, consistency: causal }
    small: { fact: totals.storage, target: at most 20 TB }
    cheap: { cost: 20k USD/month }
  agreements:
    gold: { flow: order, availability: 99.9%, audience: paying, penalty: 10% credit }
constraints:
  eu: { kind: legal, text: EU data stays in the EU }
flows:
  browse:
    actor: visitor
    kind: read
    concurrent: = users * 1%
    every: 30 s
    active: 18 h per day
    peak: 20% of the day in 2 h
    offPeak: true
    growth: x2 per 18 months
    response: 20 kB
    from: [eu, asia]
    protocol: polling
    cacheable: public
    path: cdn -> web
  order:
    kind: write
    rate: = users * carts
    spikes: { sale: { factor: 20, lasts: 10 min } }
    request: 2 kB
    idempotency: key
    chunked: true
    transaction: saga
    path:
      - cdn:
          hit: 60%
          miss:
            - web:
                timeout: 500 ms
                protocol: grpc
                idempotency: natural
                retries: { max: 2, backoff: 100 ms, jitter: 50% }
                breaker: true
                hedge: 50 ms
                calls:
                  - cache: { hit: 90%, miss: [orders] }
                  - parallel: [orders, { stock: { times: 2, fallback: { share: 80%, buffer: 10 min } } }]
                  - events: { async: true, batch: 10 }
`,
  parts: `sysdesign: 1
name: parts
components:
  cdn: { kind: cdn, use: cloudfront, price: { egress: 0.05 USD/GB, fixed: 100 USD/month } }
  web:
    kind: service
    in: [eu]
    spread: zone
    each: { rate: 800 req/s, p50: 5 ms, p99: 40 ms, at: 100 req/s, cost: 0.10 USD/h }
    autoscale: { min: 4, max: 40, warmUp: 2 min }
    pool: { size: 50, wait: 100 ms }
    deploy: { strategy: rolling, surge: 25%, every: 1 d }
    idempotent: true
    auth: token
    throttle: { total: 5k req/s, perClient: 10 req/s }
    usersCode: microVm
    options:
      small: { each: { rate: 400 req/s } }
      large: { each: { rate: 1600 req/s } }
  cache: { kind: cache, holds: { orders: 20% of daily reads }, ttl: 1 min, overhead: 30%, popularity: 0.9, each: { memory: 16 GB } }
  orders:
    kind: database
    use: cassandra
    replication: { factor: 3, read: one, write: quorum, mode: leaderless }
    shards: 16
    partitionKey: user
    skew: { hottest: 5% }
    work: { cpu: 5 ms, iops: 3 }
    survives: 2
    sizeFor: peak
    mtbf: 90 d
    mttr: { detect: 1 min, respond: 10 min, repair: 30 min }
    failover: { mode: active-passive, detect: 10 s, takes: 30 s, coverage: 99% }
    shares: { power: 10% }
    maintenance: { every: 30 d, lasts: 10 min }
    backup: { every: 1 h, keep: 30 d, restore: 4 h }
    quota: { rate: 10k req/s }
  stock: { kind: external, availability: 99.9%, instances: 3, needed: 2, crews: 1 }
  events: { kind: queue, consumers: { mail: { rate: 5k/s, batch: 100 } }, delivery: at-least-once, deadLetters: lost, retention: 7 d }
  lost: { kind: queue }
  mail: { kind: worker, idempotent: true }
data:
  orders:
    in: [orders]
    item: { id: 8 B, lines: 400 B }
    addedBy: { order: 1 }
    readBy: { browse: { items: 20, by: text, index: inverted } }
    class: personal
    locking: optimistic
    keep: 5 years
    overhead: 30%
    compression: 2
  files: { size: 40 PB, item: 4 MB, growth: 0%, class: [personal, payment] }
topology:
  regions:
    eu: { zones: [a, b, c], mtbf: 2 years, mttr: 2 h }
    us: { zones: { a: { availability: 99.9% } } }
  causes: { power: { mtbf: 2 years } }
scenarios:
  launch: { flows.order.rate: x20, expect: { components.orders.utilization.peak: at most 90% } }
  later: { after: 3 years, down: [eu.a] }
decisions:
  store: { chosen: cassandra, over: [postgres], because: writes across zones, costs: no joins }
waivers:
  spare: { rule: load/spike-not-carried, about: components.orders, key: launch, reason: until the move, until: 2027-06-01, owner: ops }
derived:
  perUser: = data.orders.items / 5
expect:
  flows.order.rate.mean: 507 req/s within 1%
  totals.storage:
    - 20 TB
    - at most 30 TB
`,
};
