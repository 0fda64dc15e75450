import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const ticketBooking: Problem = {
  id: 'ticket-booking',
  title: 'Ticket sale',
  topics: ['money', 'writes'],
  difficulty: 3,
  purpose: 'Sell the seats of a concert, each one once, to far more people than there are seats.',
  purposeWords: ['ticket', 'seat', 'sell', 'book', 'concert'],
  parameters: {
    seats: { low: 10e3, high: 80e3, unit: '', reference: 50e3 },
    people: { low: 500e3, high: 8e6, unit: '', reference: 2e6 },
    window: { low: 3, high: 10, unit: 'min', whole: true, reference: 5 },
    pages: { low: 5, high: 20, unit: '', whole: true, reference: 10 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  people: $people
  pages: $pages
requirements:
  functional:
    browse: { when: somebody opens the sale, then: they see which seats there are, flow: browse }
    hold: { when: somebody chooses a seat, then: it is theirs for ten minutes, flow: hold }
  quality:
    available: { flow: hold, availability: 99.9%, window: 30 d }
flows:
  browse: { actor: visitor, kind: read, rate: = people * pages / $window, peak: 1, request: 500 B, response: 20 kB }
  hold: { actor: buyer, kind: write, rate: = people / $window, peak: 1, request: 500 B, idempotency: key }
data:
  seats: { in: seats, item: 200 B, items: $seats }
derived:
  peoplePerSeat: = people / $seats
`,
  design: [
    'browse: cdn ?> api -> seat-map[n] ?> seats',
    'hold: waiting-room[n] -> api[n] -> seats[n](primary+2)',
    'hold: api ~> orders[n] -> payer -> psp',
  ],
  kinds: { 'seat-map': 'cache', seats: 'database', 'waiting-room': 'gateway', orders: 'queue', payer: 'worker', psp: 'external' },
  agrees: { seats: 'two sides of a partition would each sell the same seat' },
  facts: [
    asked('volume', '$people people come for $seats seats.', 'nearly all of them leave with nothing, and must be told kindly', [
      'people',
      'users',
      'visitors',
      'seats',
    ]),
    asked('peak', 'They all come in the first $window of the sale.', 'a mean of the day says nothing', [
      'window',
      'how long',
      'minutes',
      'sale',
    ]),
    {
      id: 'pages',
      about: 'numbers',
      words: ['pages', 'requests per', 'reload', 'refresh', 'clicks', 'read'],
      answer: 'Each asks for $pages pages.',
      matters: 'pages are most of the load, and most can be cached',
    },
    {
      id: 'hold',
      about: 'functional',
      words: ['hold', 'reserve', 'basket', 'cart', 'timeout', 'expire', 'pay'],
      answer: 'A chosen seat is held for 10 minutes while its buyer pays.',
      matters: 'holds must end by themselves',
    },
    {
      id: 'once',
      about: 'quality',
      words: ['twice', 'double', 'oversell', 'same seat', 'consisten', 'exactly'],
      answer: 'No seat is ever sold twice.',
      matters: 'one place decides on each seat',
    },
    {
      id: 'fair',
      about: 'quality',
      words: ['fair', 'order', 'queue', 'first', 'bot', 'resell', 'scalp'],
      answer: 'Who comes first is served first, and bots must not win.',
      matters: 'it asks for a waiting room',
    },
    asked('availability', 'The sale must not fall over; it may make people wait.', 'letting people in slowly is allowed', ['fail', 'down']),
  ],
  estimates: [
    {
      id: 'arrivals',
      question: 'How many people arrive a second, on average over that time?',
      fact: checkedId('flows.hold.rate.mean'),
      measures: 'rate',
      how: 'people / seconds of the window',
      decides: 'how many a second are let in',
    },
    {
      id: 'pages',
      question: 'How many pages are asked for a second?',
      fact: checkedId('flows.browse.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'ratio', of: 'pages', name: 'pages of a visitor' }],
      how: 'people a second x pages',
      decides: 'that pages come from a CDN',
    },
    {
      id: 'per-seat',
      question: 'How many people want each seat?',
      fact: checkedId('derived.peoplePerSeat'),
      measures: 'other',
      how: 'people / seats',
      decides: 'how many can be told at the door that there is nothing left',
    },
  ],
  entities: [
    { name: 'seat (state, version)', words: ['seat', 'inventory'] },
    { name: 'hold that ends', words: ['hold', 'reservation', 'lock'] },
    { name: 'order', words: ['order', 'payment', 'booking', 'ticket'] },
  ],
  operations: [
    {
      name: 'show free seats',
      kind: 'read',
      resource: 'seats',
      also: ['events'],
      isList: true,
      endpoint: 'GET /events/{id}/seats?after={cursor} -> 200',
    },
    {
      name: 'hold a seat',
      kind: 'write',
      resource: 'holds',
      also: ['reservations', 'bookings'],
      endpoint: 'POST /holds -> 201 (Idempotency-Key)',
    },
  ],
  blocks: [
    {
      name: 'a waiting room',
      kinds: ['gateway', 'queue'],
      words: ['wait', 'room', 'queue'],
      instead: 'a lottery before the sale',
      why: 'no machine is needed for people who cannot get a seat',
    },
    { name: 'a store that decides on seats', kinds: ['database'], why: 'one conditional write gives a seat away' },
    { name: 'a cache or a CDN for pages', kinds: ['cdn', 'cache'], why: 'everybody sees the same pages' },
    { name: 'a queue before payment', kinds: ['queue', 'stream'], why: 'the provider of payments takes few a second' },
  ],
  deepDives: [
    {
      question: 'Two people press the same seat in the same millisecond. Who gets it?',
      points: [
        {
          name: 'a conditional write or a row lock',
          words: ['conditional', 'version', 'optimistic', 'compare', 'cas', 'lock', 'for update', 'unique', 'transaction'],
        },
        { name: 'the other one is told at once', words: ['409', 'conflict', 'fail', 'other', 'retry', 'reject', 'told'] },
      ],
      model:
        'UPDATE ... WHERE state = free: one of the two changes a row, the other changes none and gets a 409 with other seats to choose from.',
    },
    {
      question: 'Somebody holds a seat and never pays. What happens?',
      points: [
        { name: 'the hold has a time in the row', words: ['expire', 'ttl', 'timestamp', 'until', 'time'] },
        { name: 'it is free for whoever reads it after that', words: ['lazy', 'on read', 'where', 'sweep', 'background', 'job', 'cron'] },
        { name: 'a payment that comes late is paid back', words: ['late ', 'refund', 'void', 'paid back', 'compensat'] },
      ],
      model:
        'The row says until when it is held, and the write that takes a seat accepts one whose hold is over; a payment that comes later is paid back.',
    },
  ],
  mistakes: [
    'autoscaling for five minutes: it comes too late',
    'the mean of the day for a sale of minutes',
    'free seats from a cache that nobody checks when writing',
    'letting everybody in, and failing for all',
  ],
  twist: {
    text: 'Bots: three times as many visitors, and two of three are no people.',
    set: { 'assumptions.people': 'x3' },
    estimate: {
      id: 'twist',
      question: 'How many pages are asked for a second now?',
      fact: checkedId('flows.browse.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'ratio', of: 'pages', name: 'pages of a visitor' }],
      how: 'the old rate x 3',
      decides: 'what is refused at the edge',
    },
    points: [
      { name: 'refused before the waiting room', words: ['edge', 'waf', 'rate limit', 'captcha', 'challenge', 'cdn', 'proof', 'block'] },
      {
        name: 'a place only for those who are known',
        words: ['account', 'login', 'verified', 'phone', 'lottery', 'invite', 'per user', 'token'],
      },
    ],
    model:
      'A place in the waiting room takes an account that existed before the sale, and a challenge at the edge; places are drawn, so that being fast gains nothing.',
  },
  source: 'own parameters; a peak of 21 times the mean was measured at the site of the World Cup of 1998',
};
