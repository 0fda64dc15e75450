import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const hotel: Problem = {
  id: 'hotel',
  title: 'Hotel reservation',
  topics: ['money', 'reads'],
  difficulty: 2,
  purpose: 'Show which rooms a hotel has for given nights, and reserve one without selling it twice.',
  purposeWords: ['hotel', 'room', 'reserv', 'book', 'night'],
  parameters: {
    rooms: { low: 200e3, high: 5e6, unit: '', reference: 1e6 },
    occupied: { low: 50, high: 80, unit: '%', reference: 70 },
    stay: { low: 2, high: 5, unit: 'd', whole: true, reference: 3 },
    conversion: { low: 5, high: 20, unit: '%', reference: 10 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  rooms: $rooms
  conversion: $conversion
requirements:
  functional:
    view: { when: somebody looks at a hotel, then: they see free rooms and prices, flow: view }
    reserve: { when: a guest reserves, then: the room is theirs once, flow: reserve }
  quality:
    available: { flow: reserve, availability: 99.9%, window: 30 d }
flows:
  view: { actor: visitor, kind: read, rate: = rooms * $occupied / $stay / conversion / conversion, peak: 3, request: 500 B, response: 20 kB }
  reserve: { actor: guest, kind: write, rate: = rooms * $occupied / $stay, peak: 3, request: 1 kB, idempotency: key }
data:
  reservations: { in: rooms, item: 500 B, addedBy: reserve, keep: 5 years }
  inventory: { in: rooms, item: 50 B, items: = rooms / 10 * 730, readBy: view }
`,
  design: ['view: cdn ?> api -> free-rooms[n] ?> rooms', 'reserve: api -> rooms(primary+2)', 'reserve: api ~> outbox[n] -> payer -> psp'],
  kinds: { 'free-rooms': 'cache', rooms: 'database', outbox: 'queue', payer: 'worker', psp: 'external' },
  agrees: { inventory: 'two sides of a partition would each sell the last room' },
  facts: [
    asked('volume', '$rooms rooms, of which $occupied are taken on a night.', 'reservations follow from rooms, not from users', [
      'rooms',
      'hotels',
      'users',
      'reservations',
    ]),
    {
      id: 'stay',
      about: 'numbers',
      words: ['stay', 'nights', 'how long', 'duration'],
      answer: 'A stay is $stay long on average.',
      matters: 'it turns rooms into reservations a day',
    },
    {
      id: 'conversion',
      about: 'numbers',
      words: ['conversion', 'look', 'views', 'ratio', 'funnel', 'pages', 'read'],
      answer: '$conversion of those who look at a hotel open the booking page, and $conversion of those reserve.',
      matters: 'looking is a hundred times as frequent as reserving',
    },
    asked(
      'size',
      'Rooms are sold by type, ten rooms of a type; a row for each type and night, two years ahead.',
      'inventory is small, and is what must be right',
      ['inventory', 'type', 'rows', 'ahead'],
    ),
    {
      id: 'once',
      about: 'quality',
      words: ['twice', 'double', 'oversell', 'overbook', 'consisten', 'exactly'],
      answer: 'No room is reserved twice by mistake; hotels may overbook by 10% on purpose.',
      matters: 'a count in a row, and a condition on it',
    },
    asked(
      'freshness',
      'What is shown as free may be a minute old; what is reserved is checked.',
      'it allows a cache before the inventory',
      ['cache'],
    ),
    {
      id: 'cancel',
      about: 'functional',
      words: ['cancel', 'refund', 'change', 'modify', 'pay'],
      answer: 'Reservations can be canceled until a day before; payment is when reserving.',
      matters: 'nights go back into the inventory',
    },
  ],
  estimates: [
    {
      id: 'reservations',
      question: 'How many reservations a second, on average?',
      fact: checkedId('flows.reserve.rate.mean'),
      measures: 'rate',
      factors: [
        { kind: 'share', of: 'occupied' },
        { kind: 'ratio', of: 'stay', name: 'nights of a stay' },
      ],
      how: 'rooms x share taken / nights / 86,400 s',
      decides: 'that one database takes them, and correctness is the problem',
    },
    {
      id: 'views',
      question: 'How many views of hotels a second, on average?',
      fact: checkedId('flows.view.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'share', of: 'conversion' }],
      how: 'reservations a second / conversion / conversion',
      decides: 'that a cache answers them',
    },
    {
      id: 'inventory',
      question: 'How many rows has the inventory, one for each type and night of two years?',
      fact: checkedId('data.inventory.items'),
      measures: 'count',
      how: 'rooms / 10 x 730',
      decides: 'that it fits into one database',
    },
  ],
  entities: [
    { name: 'hotel and type of room', words: ['hotel', 'room', 'type'] },
    { name: 'inventory (type, night, total, taken)', words: ['inventory', 'night', 'availability', 'count'] },
    { name: 'reservation', words: ['reservation', 'booking'] },
  ],
  operations: [
    {
      name: 'look for rooms',
      kind: 'read',
      resource: 'rooms',
      also: ['hotels', 'search', 'offers'],
      isList: true,
      endpoint: 'GET /hotels/{id}/rooms?from=...&to=...&after={cursor} -> 200',
    },
    {
      name: 'reserve',
      kind: 'write',
      resource: 'reservations',
      also: ['bookings'],
      endpoint: 'POST /reservations -> 201 (Idempotency-Key)',
    },
  ],
  blocks: [
    {
      name: 'one store for inventory and reservations',
      kinds: ['database'],
      why: 'nights are counted down and the reservation is written in one transaction',
    },
    { name: 'a cache before it', kinds: ['cache', 'cdn'], instead: 'read replicas', why: 'looking may be a minute old' },
    {
      name: 'payment behind a queue',
      kinds: ['queue', 'stream'],
      instead: 'an outbox in the database',
      why: 'the provider may be down while the room is kept',
    },
  ],
  deepDives: [
    {
      question: 'A guest presses the button twice, and another one wants the last room. What happens?',
      points: [
        { name: 'a key tells the repeat', words: ['idempot', 'key', 'request id', 'unique', 'reservation id', 'token'] },
        {
          name: 'the count is changed on a condition',
          words: ['condition', 'check', 'constraint', 'optimistic', 'version', 'lock', 'for update', 'compare', 'transaction'],
        },
        { name: 'all nights of the stay, or none', words: ['all nights', 'every night', 'transaction', 'atomic', 'all or'] },
      ],
      model:
        'The page has an id that becomes the key of the reservation; one transaction adds one to each night where taken < total, and fails as a whole where a night has none left.',
    },
  ],
  mistakes: [
    'a service and a database for each noun, and a saga for what one transaction does',
    'a row for each room rather than for each type and night',
    'trusting what the cache says is free',
    'sharding for three reservations a second',
  ],
  twist: {
    text: 'Comparison sites connect: of those who look, only 2% open the booking page, and 2% of those reserve.',
    set: { 'assumptions.conversion': '2%' },
    estimate: {
      id: 'twist',
      question: 'How many views a second now, on average, for the same reservations?',
      fact: checkedId('flows.view.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'share', of: 0.02, name: '2%' }],
      how: 'reservations a second / 2% / 2%: 2,500 views each',
      decides: 'whether looks reach the inventory at all',
    },
    points: [
      { name: 'answers are cached by hotel and dates', words: ['cache', 'cdn', 'precomput', 'replica', 'ttl'] },
      { name: 'a limit for each partner', words: ['limit', 'quota', 'throttle', 'partner', 'price'] },
      { name: 'partners get a feed instead of asking', words: ['feed', 'push', 'bulk', 'export', 'stream'] },
    ],
    model:
      'Partners get a feed of changed prices instead of asking, what they still ask is cached by hotel and dates, and each has a quota.',
  },
  source:
    'A. Xu, System Design Interview 2, hotel reservation: 1M rooms, 70%, 3 days, 10% a step, two years of inventory; his 3, 30 and 300 a second are rounded up from 2.7',
};
