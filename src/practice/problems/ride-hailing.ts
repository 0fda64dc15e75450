import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const rideHailing: Problem = {
  id: 'ride-hailing',
  title: 'Ride hailing',
  topics: ['geo', 'real-time', 'writes'],
  difficulty: 3,
  purpose: 'Bring a rider and a driver nearby together, and follow the trip to its end.',
  purposeWords: ['ride', 'driver', 'match', 'trip', 'taxi'],
  parameters: {
    drivers: { low: 100e3, high: 5e6, unit: '', reference: 1e6 },
    interval: { low: 3, high: 10, unit: 's', whole: true, reference: 4 },
    bytes: { low: 50, high: 200, unit: 'B', reference: 100 },
    trips: { low: 1e6, high: 50e6, unit: 'per day', reference: 20e6 },
    searches: { low: 5, high: 20, unit: '', whole: true, reference: 10 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  drivers: $drivers
  trips: $trips
requirements:
  functional:
    report: { when: a driver moves, then: riders nearby see the car, flow: report }
    search: { when: a rider opens the map, then: they see the cars nearby, flow: search }
    request: { when: a rider asks for a ride, then: one driver gets it, flow: request }
  quality:
    available: { flow: request, availability: 99.9%, window: 30 d }
flows:
  report: { actor: driver, kind: write, concurrent: = drivers, every: $interval, peak: 1, request: $bytes, idempotency: natural }
  search: { actor: rider, kind: read, rate: = trips * $searches, peak: 3, request: 200 B, response: 2 kB }
  request: { actor: rider, kind: write, rate: = trips, peak: 3, request: 500 B, idempotency: key }
data:
  latest: { in: cells, item: $bytes, items: = drivers }
  track: { in: tracks, item: $bytes, addedBy: report, keep: 30 d }
  trips: { in: trips, item: 1 kB, addedBy: request, keep: 1 year }
derived:
  trackPerDay: = data.track.growth * 1 d
`,
  design: [
    'report: gateway[n] -> cells[n]',
    'report: gateway ~> track-log[n] -> archiver -> tracks',
    'search: gateway -> finder -> cells',
    'request: gateway -> matcher -> (cells, trips[n](primary+2))',
  ],
  kinds: {
    cells: 'cache',
    'track-log': 'stream',
    archiver: 'worker',
    tracks: 'objectStore',
    finder: 'service',
    matcher: 'service',
    trips: 'database',
  },
  agrees: { trips: 'two sides of a partition would each give the same driver a trip' },
  facts: [
    asked('volume', '$drivers drivers are out at a time; $trips trips.', 'rates follow from it', ['drivers', 'trips', 'users', 'riders']),
    {
      id: 'interval',
      about: 'numbers',
      words: ['often', 'interval', 'update', 'report', 'location', 'gps', 'ping'],
      answer: 'A driver reports where they are every $interval.',
      matters: 'reports are a thousand times the trips',
    },
    asked('size', 'A report takes $bytes.', 'it decides what history costs'),
    {
      id: 'searches',
      about: 'numbers',
      words: ['search', 'open the app', 'map', 'look'],
      answer: 'Riders look $searches times for each trip.',
      matters: 'looking is most of the reads',
    },
    asked('latency', 'A driver is found within 3 s; a position may be 5 s old.', 'positions may be kept in memory, and lost', [
      'match',
      'old',
      'stale',
      'fresh',
    ]),
    {
      id: 'once',
      about: 'quality',
      words: ['twice', 'double', 'two drivers', 'two riders', 'assign', 'same driver', 'exactly'],
      answer: 'A driver never gets two trips, and a trip never two drivers.',
      matters: 'assignment needs one place that decides',
    },
    {
      id: 'history',
      about: 'constraints',
      words: ['history', 'keep', 'retention', 'dispute', 'track', 'audit'],
      answer: 'Tracks are kept for 30 days, for disputes.',
      matters: 'history does not belong where positions are looked up',
    },
  ],
  estimates: [
    {
      id: 'reports',
      question: 'How many reports of positions come in a second?',
      fact: checkedId('flows.report.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'ratio', of: 'interval', name: 'seconds between reports' }],
      how: 'drivers / seconds between reports',
      decides: 'that no database on disk takes them one by one',
    },
    {
      id: 'positions',
      question: 'How much memory do the latest positions of all drivers take?',
      fact: checkedId('data.latest.size.logical'),
      measures: 'data',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'drivers x bytes',
      decides: 'that they fit into memory many times over',
    },
    {
      id: 'history',
      question: 'How many bytes of tracks come in a day?',
      fact: checkedId('derived.trackPerDay'),
      measures: 'data',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'reports a second x 86,400 x bytes',
      decides: 'that history goes to cheap storage',
    },
    {
      id: 'searches',
      question: 'How many searches a second, on average?',
      fact: checkedId('flows.search.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'ratio', of: 'searches', name: 'searches of a trip' }],
      how: 'trips x searches / 86,400 s',
      decides: 'how the index of positions is split',
    },
  ],
  entities: [
    { name: 'position (driver, cell, time)', words: ['position', 'location', 'cell'] },
    { name: 'trip with its state', words: ['trip', 'ride'] },
    { name: 'driver and rider', words: ['driver', 'rider', 'user'] },
  ],
  operations: [
    {
      name: 'report a position',
      kind: 'write',
      resource: 'location',
      also: ['positions', 'locations'],
      endpoint: 'PUT /drivers/me/location -> 204',
    },
    {
      name: 'find drivers nearby',
      kind: 'read',
      resource: 'drivers',
      also: ['nearby', 'cars'],
      endpoint: 'GET /drivers?near={lat},{long}&limit=20 -> 200',
    },
    {
      name: 'ask for a ride',
      kind: 'write',
      resource: 'trips',
      also: ['rides', 'requests'],
      endpoint: 'POST /trips -> 201 (Idempotency-Key)',
    },
  ],
  blocks: [
    {
      name: 'an index of positions in memory, by cell',
      kinds: ['cache', 'search'],
      instead: 'a spatial index of few nodes',
      why: 'each position is overwritten within seconds',
    },
    { name: 'a store of trips', kinds: ['database'], why: 'a trip has states, and one driver' },
    {
      name: 'a log for tracks',
      kinds: ['stream', 'queue'],
      instead: 'files that gateways write',
      why: 'history must not slow down the present',
    },
    { name: 'gateways that hold connections', kinds: ['gateway', 'loadBalancer'], why: 'drivers report all day over one connection' },
  ],
  deepDives: [
    {
      question: 'How are the drivers nearby found?',
      points: [
        { name: 'cells: geohash, S2, H3 or a tree', words: ['geohash', 's2', 'h3', 'quadtree', 'cell', 'grid'] },
        { name: 'the cells around as well', words: ['neighbo', 'adjacent', 'around', 'border', 'ring'] },
        { name: 'smaller cells where it is dense', words: ['dense', 'density', 'adaptive', 'split', 'downtown', 'hot'] },
      ],
      model:
        'Positions are kept by cell; a search asks for its cell and those around it, sorts by road time, and dense cities have smaller cells on more nodes.',
    },
    {
      question: 'How does a driver never get two trips?',
      points: [
        { name: 'one conditional write decides', words: ['conditional', 'compare', 'cas', 'transaction', 'lock', 'atomic', 'lease'] },
        { name: 'offers expire', words: ['expire', 'timeout', 'ttl', 'lease', 'seconds'] },
      ],
      model:
        'An offer is a lease on the driver, taken by a conditional write in the store of trips; it ends by itself, and then the next driver is asked.',
    },
  ],
  mistakes: [
    'every report written to the database of trips',
    'the latest position and the history in one store',
    'the mean of the world, not the one city at rush hour',
    'cells without their neighbors',
  ],
  twist: {
    text: 'Cars should glide over the map: drivers now report every second.',
    set: { 'flows.report.every': '1 s' },
    estimate: {
      id: 'twist',
      question: 'How many reports come in a second now?',
      fact: checkedId('flows.report.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'ratio', of: 'interval', name: 'seconds between reports' }],
      how: 'one for each driver',
      decides: 'whether gateways and index are made larger, or the wish is met in the app',
    },
    points: [
      { name: 'the app draws what lies between', words: ['interpolat', 'predict', 'client', 'app', 'smooth', 'extrapolat'] },
      { name: 'only cars that somebody watches', words: ['only', 'watched', 'on a trip', 'active trip', 'adaptive', 'when'] },
      { name: 'several reports in a message', words: ['batch', 'several', 'bundle', 'compress'] },
    ],
    model: 'The app interpolates; only cars that a rider waits for report every second, and history takes them in batches.',
  },
  source: 'own parameters; drivers and an interval of some seconds as published estimates have them',
};
