import { rows } from './row.js';

const HEAD = 'sysdesign: 1\nname: shop\n';

/** A spec with one flow over two components, and whatever else there is. */
const shop = (path: string, more = ''): string => `${HEAD}flows:
  read: { rate: 5 req/s, path: ${path} }
components:
  api: { kind: service }
  db: { kind: database }
${more}`;

/** Findings about the meaning of a spec: names that lead nowhere, and statements that cannot both hold. */
export const SPEC = rows({
  'spec/at-without-effect': {
    about: 'text',
    severity: 'warning',
    meaning:
      'The rate at which times were measured tells how much of them is waiting, and nothing states what an instance carries at that rate, or no time that was measured. State each.rate or each.servers, and the times.',
    example: { spec: `${HEAD}components:\n  api: { kind: service, each: { p50: 5 ms, p99: 40 ms, at: 20 req/s } }\n` },
  },
  'spec/cause-of-each': {
    about: 'text',
    severity: 'warning',
    meaning:
      'Several components share a cause of failures that no topology states, so each gets a cause of its own and they do not fail together. State the cause once, under topology.causes.',
    example: {
      spec: `${HEAD}components:
  api: { kind: service, shares: { power: 10% } }
  db: { kind: database, shares: { power: 10% } }
`,
    },
  },
  'spec/change': {
    about: 'text',
    severity: 'error',
    meaning:
      'A scenario or --set multiplies something that cannot be multiplied, or that the spec does not state. Write the new value itself.',
    example: { spec: shop('api -> db', 'scenarios:\n  sale: { flows.read.response: x3 }\n') },
  },
  'spec/contradiction': {
    about: 'text',
    severity: 'error',
    meaning:
      'Two statements of the spec cannot both hold, such as more instances to lose than there are. Correct one of them; the message names both.',
    example: { spec: `${HEAD}components:\n  api: { kind: service, instances: 2, survives: 2 }\n` },
  },
  'spec/every-beside-rate': {
    about: 'text',
    severity: 'info',
    meaning:
      'A flow states its rate and how often each of those who are there asks, which gives a rate only where none is stated. Leave out one of the two.',
    example: { spec: `${HEAD}flows:\n  poll: { rate: 100 req/s, every: 5 s }\n` },
  },
  'spec/hit-without-miss': {
    about: 'text',
    severity: 'warning',
    meaning:
      'A call states the share that is answered there and not what is called for the rest. Put that under `miss`; calls beside it take every request.',
    example: { spec: shop('[ { api: { hit: 90% } } ]') },
  },
  'spec/lasts-of-batch': {
    about: 'text',
    severity: 'warning',
    meaning:
      'A flow that comes off peak, or again and again, states hours as what it lasts: that is how long each of its requests takes, of which so many are in progress at once. The part of the day in which all of them come is its peak: 100% of the day in 4 h.',
    example: { spec: `${HEAD}flows:\n  bill: { rate: 1M per day, offPeak: true, lasts: 4 h }\n` },
  },
  'spec/never-written': {
    about: 'text',
    severity: 'error',
    meaning:
      'A requirement asks how fresh or how consistent a data set is that no flow writes. State which flow adds to it (addedBy), or leave the requirement out.',
    example: {
      spec: shop(
        'db',
        'data: { plans: { in: db, item: 1 kB, items: 9, readBy: read } }\nrequirements: { quality: { q: { data: plans, staleness: 1 min } } }\n',
      ),
    },
  },

  'spec/no-such-day': {
    about: 'text',
    severity: 'error',
    meaning: 'The day under `asOf` is one that the calendar does not have. Write year, month and day, such as 2026-11-01.',
    example: { spec: `${HEAD}asOf: 2026-02-30\n` },
  },
  'spec/one-percentile': {
    about: 'text',
    severity: 'warning',
    meaning:
      'A table of own times has one percentile, and many distributions go through it. State a second one, or each.tail, how fast longer times get rarer.',
    example: { spec: `${HEAD}components:\n  api: { kind: service, each: { percentiles: { p99: 40 ms } } }\n` },
  },
  'spec/one-zone': {
    about: 'text',
    severity: 'warning',
    meaning:
      'The critical tier survives the loss of a zone unless the spec states otherwise, and a component is in one zone only. State a second zone under topology, let it run in those that there are (`in`), or state what it survives.',
    example: {
      spec: `${HEAD}tier: critical
components:
  api: { kind: service }
topology: { regions: { eu: { zones: [a] } } }
`,
    },
  },
  'spec/out-of-bounds': {
    about: 'text',
    severity: 'error',
    meaning:
      'A value is one that its key can hold and no design can mean, such as half a copy or no time between failures. Correct the number.',
    example: { spec: `${HEAD}components:\n  db: { kind: database, replication: 0 }\n` },
  },
  'spec/path': {
    about: 'text',
    severity: 'error',
    meaning:
      'A path has an arrow with no name at one side, a parenthesis that is not closed or two readings, or the paths of the spec come to far too many calls. Write a -> b -> c, or a -> (b, c) for calls made at once.',
    example: { spec: shop('"api ->"') },
  },
  'spec/path-cycle': {
    about: 'text',
    severity: 'error',
    meaning: 'A component calls itself on the path of a flow, so that its load would never end. Remove the call that comes back.',
    example: { spec: shop('api -> db -> api') },
  },
  'spec/peak-below-mean': {
    about: 'text',
    severity: 'error',
    meaning:
      'A peak or a spike is stated as a rate below the mean of its flow, and no hour is less busy than the busiest. State it above the mean, or as a factor such as 3.',
    example: { spec: `${HEAD}flows:\n  read: { rate: 1k req/s, peak: 150 req/s }\n` },
  },
  'spec/replicas': {
    about: 'text',
    severity: 'info',
    meaning:
      'A store, or a cache, has a number of replicas and states no copies. Replicas are instances: any of a store can answer for all of the data, those of a cache share it; the data is counted, and paid for, once. If copies of each item are meant, write replication, and how many copies a read and a write wait for.',
    example: {
      spec: `${HEAD}components:
  db: { kind: database, replicas: 3 }
data:
  items: { in: db, item: 1 kB, items: 1M }
`,
    },
  },
  'spec/reserved-name': {
    about: 'text',
    severity: 'error',
    meaning:
      'An assumption has the name of a function, a unit or a part of fact ids, which expressions would confuse. Choose another name.',
    example: { spec: `${HEAD}assumptions:\n  max: 5\n` },
  },
  'spec/scaling-points': {
    about: 'text',
    severity: 'error',
    meaning:
      'No law of how throughput grows can be fitted: a point is not a load, in calls at once, and a rate, there are fewer than four different loads, or throughput falls from the first load on. Measure at four loads or more, from few calls at once on.',
    example: {
      spec: `${HEAD}components:
  api: { kind: service, each: { scaling: [[8, 90 req/s], [16, 80 req/s], [32, 60 req/s], [64, 40 req/s]] } }
`,
    },
  },
  'spec/unknown-fact': {
    about: 'text',
    severity: 'error',
    meaning:
      'An expression, an expectation or a requirement names a fact that the spec does not have. `sysdesign facts` lists those it has.',
    example: { spec: shop('api -> db', 'expect:\n  flows.read.rate.maen: 5 req/s\n') },
  },
  'spec/unknown-level': {
    about: 'text',
    severity: 'error',
    meaning:
      'A call asks for a consistency that is neither a guarantee nor a level of its component. Take one of those that the message lists.',
    example: {
      spec: shop('[api, db: { consistency: strongish }]'),
    },
  },

  'spec/unknown-option': {
    about: 'text',
    severity: 'error',
    meaning: 'A decision chooses an option that the component does not have. Take the name of one of its options.',
    example: {
      spec: `${HEAD}components:
  db: { kind: database, options: { small: { instances: 2 }, large: { instances: 5 } } }
decisions:
  db: { chosen: smal, over: [large], because: it is enough }
`,
    },
  },
  'spec/unknown-path': {
    about: 'text',
    severity: 'error',
    meaning: 'A scenario or --set changes a path that the spec does not have. Give a path as the spec is written: flows.read.rate.',
    example: { spec: shop('api -> db', 'scenarios:\n  sale: { flows.read.rat: x3 }\n') },
  },
  'spec/unknown-reference': {
    about: 'text',
    severity: 'error',
    meaning:
      'The spec refers to a component, flow, data set, zone, cause or assumption that it does not define. Correct the name, or define it.',
    example: { spec: shop('api -> bd') },
  },
});
