import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const certificates: Problem = {
  id: 'certificates',
  title: 'Certificate authority',
  topics: ['infrastructure', 'batch'],
  difficulty: 2,
  purpose: 'Issue certificates to web sites that prove who they are, and renew them before they end.',
  purposeWords: ['certificate', 'tls', 'https', 'issue', 'renew'],
  parameters: {
    active: { low: 20e6, high: 400e6, unit: '', reference: 150e6 },
    renewal: { low: 45, high: 75, unit: 'd', whole: true, reference: 75 },
    checks: { low: 1, high: 5, unit: '', whole: true, reference: 3 },
    years: { low: 2, high: 7, unit: 'years', whole: true, reference: 5 },
  },
  spec: `
tier: standard
horizon: $years
assumptions:
  active: $active
requirements:
  functional:
    issue: { when: a site asks, then: it proves its name and gets a certificate, flow: issue }
    status: { when: a browser asks, then: it learns whether a certificate is revoked, flow: status }
  quality:
    available: { flow: status, availability: 99.9%, window: 30 d }
flows:
  issue: { actor: site, kind: write, rate: = active / $renewal, peak: 3, request: 2 kB, idempotency: key }
  status: { actor: browser, kind: read, rate: = active * 10 / 1 d, peak: 2, request: 200 B, response: 500 B }
data:
  certificates: { in: certificates, item: 2 kB, addedBy: issue, readBy: status, keep: $years }
derived:
  checksPerSecond: = flows.issue.rate.mean * $checks
`,
  design: [
    'issue: api -> certificates[n](primary+2)',
    'issue: api ~> orders[n] -> validator -> sites',
    'status: cdn ?> responder -> answers[n] ?> certificates',
  ],
  kinds: { certificates: 'database', orders: 'queue', validator: 'worker', sites: 'external', responder: 'service', answers: 'cache' },
  facts: [
    asked('volume', '$active certificates are active.', 'rates follow from it', ['certificates', 'sites', 'users', 'active']),
    {
      id: 'renewal',
      about: 'numbers',
      words: ['renew', 'valid', 'how long', 'lifetime', 'days', 'expire'],
      answer: 'They are valid for 90 days, and renewed after $renewal.',
      matters: 'it turns certificates into a rate',
    },
    {
      id: 'checks',
      about: 'numbers',
      words: ['check', 'validat', 'prove', 'challenge', 'dns', 'domain'],
      answer: 'A name is checked from $checks places before a certificate is issued.',
      matters: 'most of the work is waiting for others',
    },
    asked('keep', 'What was issued is kept for $years, for audits.', 'retention multiplies storage', ['audit', 'log']),
    asked('size', 'A certificate with its record takes 2 kB.', 'it decides on storage'),
    asked(
      'availability',
      'Issuing may be down for hours: renewals begin weeks before the end. Status may not.',
      'the two are built differently',
      ['down', 'fail'],
    ),
    {
      id: 'keys',
      about: 'constraints',
      words: ['key', 'hsm', 'security', 'sign', 'secret', 'attack'],
      answer: 'The key that signs never leaves its hardware, which signs some thousands a second.',
      matters: 'signing cannot be scaled by adding instances',
    },
    {
      id: 'revoke',
      about: 'functional',
      words: ['revoke', 'revocation', 'stolen', 'mistake', 'compromis', 'ocsp', 'crl'],
      answer: 'A certificate may be revoked, and by the rules some within a day.',
      matters: 'one day, all of them may have to be issued again',
    },
  ],
  estimates: [
    {
      id: 'issue-rate',
      question: 'How many certificates are issued a second, on average?',
      fact: checkedId('flows.issue.rate.mean'),
      measures: 'rate',
      how: 'active certificates / days until renewal / 86,400 s',
      decides: 'that load is not the problem on a usual day',
    },
    {
      id: 'checks',
      question: 'How many checks of names a second, on average?',
      fact: checkedId('derived.checksPerSecond'),
      measures: 'rate',
      factors: [{ kind: 'fan-out', of: 'checks', name: 'places that check' }],
      how: 'certificates a second x checks',
      decides: 'how many workers wait for others',
    },
    {
      id: 'storage',
      question: 'How many bytes do the records take when the retention is full, one copy?',
      fact: checkedId('data.certificates.size.logical'),
      measures: 'data',
      factors: [{ kind: 'years', of: 'years' }],
      how: 'certificates a day x 365 x years x 2 kB',
      decides: 'whether old ones go to an archive',
    },
  ],
  entities: [
    { name: 'account', words: ['account', 'site', 'owner', 'customer'] },
    { name: 'order with its checks', words: ['order', 'challenge', 'check', 'validation', 'authorization'] },
    { name: 'certificate (serial, names, end, revoked)', words: ['certificate', 'serial', 'cert'] },
  ],
  operations: [
    {
      name: 'order a certificate',
      kind: 'write',
      resource: 'orders',
      also: ['certificates', 'certs'],
      isAsync: true,
      endpoint: 'POST /orders -> 202 (Idempotency-Key)',
    },
    {
      name: 'ask for the status',
      kind: 'read',
      resource: 'certificates',
      also: ['status', 'certs', 'ocsp', 'orders'],
      endpoint: 'GET /certificates/{serial}/status -> 200',
    },
  ],
  blocks: [
    { name: 'a queue of orders', kinds: ['queue', 'stream'], why: 'checks wait for the servers of others' },
    { name: 'workers that check names', kinds: ['worker', 'function'], why: 'they run in several places, and fail without harm' },
    { name: 'a store of what was issued', kinds: ['database'], why: 'what was signed must be found for years' },
    {
      name: 'a cache or a CDN for statuses',
      kinds: ['cdn', 'cache'],
      instead: 'lists of revoked certificates that browsers fetch',
      why: 'an answer is signed once and holds for days',
    },
  ],
  deepDives: [
    {
      question: 'How do renewals not all come at midnight?',
      points: [
        { name: 'clients choose a random time', words: ['random', 'jitter', 'spread', 'hash'] },
        { name: 'the server tells when', words: ['retry-after', 'retry after', 'ari', 'server', 'suggest', 'window', 'tell'] },
        { name: 'limits by account', words: ['limit', 'quota', 'throttl', '429'] },
      ],
      model:
        'Clients renew at a random time within a window that the server names, limits hold for each account, and whoever is refused learns when to come back.',
    },
  ],
  mistakes: [
    'sizing for the usual day when every certificate may have to be issued again in one',
    'waiting for checks within the request',
    'scaling the signing like a stateless service',
    'the same design for issuing and for statuses',
  ],
  twist: {
    text: 'A mistake is found in the checks: all active certificates are revoked, and issued again within a day.',
    set: { 'flows.issue.rate': '= active / 1 d' },
    estimate: {
      id: 'twist',
      question: 'How many certificates a second does that mean, on average over the day?',
      fact: checkedId('flows.issue.rate.mean'),
      measures: 'rate',
      how: 'active certificates / 86,400 s',
      decides: 'for which day signing, database and lines are bought',
    },
    points: [
      {
        name: 'sized for it ahead: hardware that signs cannot be added that day',
        words: ['ahead', 'hsm', 'hardware', 'capacity', 'headroom', 'spare', 'before', 'drill'],
      },
      {
        name: 'clients are told to renew early, at different times',
        words: ['early', 'notify', 'ari', 'signal', 'spread', 'random', 'client', 'email'],
      },
      { name: 'who matters most comes first', words: ['priorit', 'first', 'important', 'batch', 'order'] },
    ],
    model:
      'Signing, database and lines are bought for this day and tried out; clients learn early that theirs is to be renewed, spread over the day, and names that many people use come first.',
  },
  source:
    'Let’s Encrypt 2021, "Preparing to Issue 200 Million Certificates in 24 Hours": 150M active, 2M a day; checks, bytes and years: own',
};
