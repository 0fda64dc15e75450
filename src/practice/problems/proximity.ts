import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const proximity: Problem = {
  id: 'proximity',
  title: 'Places nearby',
  topics: ['geo', 'search', 'reads'],
  difficulty: 2,
  purpose: 'Show the restaurants and shops around a person, the nearest or the best first.',
  purposeWords: ['place', 'near', 'restaurant', 'shop', 'around'],
  parameters: {
    people: { low: 5e6, high: 200e6, unit: '', reference: 100e6 },
    searches: { low: 2, high: 10, unit: '', whole: true, reference: 5 },
    places: { low: 20e6, high: 500e6, unit: '', reference: 200e6 },
    bytes: { low: 500, high: 2000, unit: 'B', reference: 1000 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  people: $people
  places: $places
requirements:
  functional:
    search: { when: somebody looks around, then: they see the places nearby, flow: search }
    edit: { when: an owner changes a place, then: it is found by the next day, flow: edit }
  quality:
    available: { flow: search, availability: 99.9%, window: 30 d }
    fast: { flow: search, p99: 200 ms }
flows:
  search: { actor: visitor, kind: read, rate: = people * $searches / 1 d, peak: 2, request: 200 B, response: 20 kB }
  edit: { actor: owner, kind: write, rate: = places * 1% / 1 d, peak: 2, request: $bytes, idempotency: natural }
data:
  places: { in: places, item: $bytes, items: = places, readBy: search }
  index: { in: cells, item: 30 B, items: = places, readBy: search }
derived:
  mostPlaces: = places * 30 B * 3
`,
  design: [
    'search: api -> cells[n]',
    'search: api -> cards[n] ?> places',
    'edit: api -> places(primary+2)',
    'edit: api ~> edits[n] -> indexer -> cells',
  ],
  kinds: { cells: 'cache', cards: 'cache', places: 'database', edits: 'queue', indexer: 'worker' },
  facts: [
    asked('volume', '$people people a day, $searches searches each.', 'rates follow from it', ['users', 'dau', 'people', 'searches']),
    {
      id: 'places',
      about: 'numbers',
      words: ['places', 'businesses', 'how many places', 'restaurants', 'poi'],
      answer: '$places places in the world.',
      matters: 'an index of all of them fits into memory',
    },
    asked('size', 'A place takes $bytes; in the index 30 B: its id, two coordinates and a rank.', 'it decides whether anything is split'),
    asked('freshness', 'A change may be found a day later; 1% of the places change in a day.', 'the index may be built aside', [
      'change',
      'update',
      'new place',
    ]),
    asked('latency', 'At most 200 ms at p99.', 'it asks for an index in memory'),
    {
      id: 'radius',
      about: 'functional',
      words: ['radius', 'distance', 'far', 'km', 'mile', 'filter', 'sort', 'rank'],
      answer: 'Within 500 m to 20 km, sorted by distance or by rating.',
      matters: 'one size of cell does not fit',
    },
    {
      id: 'privacy',
      about: 'constraints',
      words: ['privacy', 'gdpr', 'law', 'location', 'track'],
      answer: 'Where somebody was is not kept.',
      matters: 'positions stay out of logs',
    },
  ],
  estimates: [
    {
      id: 'search-rate',
      question: 'How many searches a second, on average?',
      fact: checkedId('flows.search.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'ratio', of: 'searches', name: 'searches of a person' }],
      how: 'people x searches / 86,400 s',
      decides: 'how many copies of the index answer',
    },
    {
      id: 'places',
      question: 'How many bytes do all places take, one copy?',
      fact: checkedId('data.places.size.logical'),
      measures: 'data',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'places x bytes',
      decides: 'that one database holds them',
    },
    {
      id: 'index',
      question: 'And the index, at 30 B a place, one copy?',
      fact: checkedId('data.index.size.logical'),
      measures: 'data',
      how: 'places x 30 B',
      decides: 'that every node has all of it in memory',
    },
    {
      id: 'edits',
      question: 'How many changes of places a second, on average?',
      fact: checkedId('flows.edit.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'share', of: 0.01, name: '1%' }],
      how: 'places x 1% / 86,400 s',
      decides: 'that the index can be built anew rather than changed',
    },
  ],
  entities: [
    { name: 'place (id, position, kind, rating)', words: ['place', 'business', 'restaurant', 'poi'] },
    { name: 'cell with the ids in it', words: ['cell', 'geohash', 'grid', 'quad', 'index'] },
  ],
  operations: [
    {
      name: 'search nearby',
      kind: 'read',
      resource: 'places',
      also: ['search', 'nearby', 'businesses'],
      isList: true,
      endpoint: 'GET /places?near={lat},{long}&radius=1000&after={cursor} -> 200',
    },
    { name: 'change a place', kind: 'write', resource: 'places', also: ['businesses'], endpoint: 'PUT /places/{id} -> 200' },
  ],
  blocks: [
    {
      name: 'an index by cell',
      kinds: ['cache', 'search'],
      instead: 'the spatial index of a database, while it is small',
      why: 'two ranges of coordinates are no index',
    },
    { name: 'a store of places', kinds: ['database'], why: 'it is the source of truth' },
    {
      name: 'something that builds the index aside',
      kinds: ['worker', 'queue', 'function'],
      instead: 'a job at night',
      why: 'owners do not wait for it, searches do not feel it',
    },
  ],
  deepDives: [
    {
      question: 'Somebody stands at the border of a cell. What do they see?',
      points: [
        { name: 'the cells around are asked as well', words: ['neighbo', 'adjacent', 'eight', '8', 'nine', '9', 'around'] },
        { name: 'the results are cut to the circle', words: ['filter', 'distance', 'circle', 'radius', 'haversine'] },
        { name: 'few places: larger cells', words: ['larger', 'expand', 'shorter', 'prefix', 'precision', 'widen', 'quadtree'] },
      ],
      model:
        'Its cell and the eight around it are asked, what lies outside the circle is dropped, and where too few are left the search goes on with larger cells.',
    },
  ],
  mistakes: [
    'sharding an index that fits into the memory of one machine',
    'forgetting the cells around',
    'cells of one size for the city and the desert',
    'comparing latitude and longitude with two indexes',
  ],
  twist: {
    text: 'Lunch: it turns out that half of the searches of a day come within two hours.',
    set: { 'flows.search.peak': '50% of the day in 2 h' },
    estimate: {
      id: 'twist',
      question: 'How many searches a second in those two hours?',
      fact: checkedId('flows.search.rate.peak'),
      measures: 'rate',
      factors: [{ kind: 'ratio', of: 'searches', name: 'searches of a person' }],
      how: 'half of the searches of a day / 7,200 s: 6 times the mean',
      decides: 'how many copies of the index, and when they start',
    },
    points: [
      {
        name: 'known in advance: more copies by the clock',
        words: ['schedul', 'ahead', 'in advance', 'before', 'predict', 'time zone', 'autoscal'],
      },
      { name: 'results by cell are cached', words: ['cache', 'cell', 'cdn', 'edge'] },
    ],
    model: 'It comes every day, by time zone: copies of the index start before it, and the answers of busy cells are cached for minutes.',
  },
  source: 'common parameters of this problem: 100M people, 5 searches, 200M places of 1 kB; changes: own',
};
