import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const notifications: Problem = {
  id: 'notifications',
  title: 'Notification service',
  topics: ['writes', 'batch'],
  difficulty: 2,
  purpose: 'Tell people what happened, by push, text message or mail, once and in time.',
  purposeWords: ['notif', 'push', 'mail', 'message', 'tell'],
  parameters: {
    sent: { low: 5e6, high: 100e6, unit: 'per day', reference: 16e6 },
    audience: { low: 2e6, high: 50e6, unit: '', reference: 10e6 },
    window: { low: 5, high: 30, unit: 'min', whole: true, reference: 10 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  audience: $audience
requirements:
  functional:
    notify: { when: something happens, then: whoever wants to know is told, flow: notify }
  quality:
    available: { flow: notify, availability: 99.9%, window: 30 d }
flows:
  notify: { actor: service, kind: write, rate: $sent, peak: 3, request: 1 kB, idempotency: key }
  settings: { actor: user, kind: read, rate: 1M per day, peak: 3, request: 300 B, response: 1 kB }
data:
  sent: { in: db, item: 300 B, addedBy: notify, keep: 30 d }
derived:
  broadcast: = audience / $window
  ratio: = audience / $window / flows.notify.rate.mean
`,
  design: ['notify: api -> db(primary+2)', 'notify: api ~> queue[n] -> sender -> provider', 'settings: api -> db'],
  facts: [
    asked('volume', '$sent notifications.', 'the mean follows from it'),
    {
      id: 'broadcast',
      about: 'numbers',
      words: ['broadcast', 'everybody', 'campaign', 'audience', 'burst', 'peak', 'spike'],
      answer: 'Now and then one goes to $audience people, within $window.',
      matters: 'it is many times the mean, and sizes everything',
    },
    {
      id: 'quota',
      about: 'constraints',
      words: ['provider', 'quota', 'limit', 'sms', 'apns', 'fcm'],
      answer: 'Each provider takes only so many a second, and fails now and then.',
      matters: 'a quota is what ends a broadcast',
    },
    {
      id: 'late',
      about: 'quality',
      words: ['latency', 'late ', 'fast', 'delay', 'time'],
      answer: 'Codes to log in arrive within 10 s; news may take an hour.',
      matters: 'one queue for both makes codes wait',
    },
    {
      id: 'once',
      about: 'quality',
      words: ['once', 'twice', 'duplicate', 'lost', 'guarantee'],
      answer: 'Nothing is lost; twice is tolerated seldom.',
      matters: 'at least once, with a key',
    },
    {
      id: 'opt',
      about: 'functional',
      words: ['opt', 'unsubscribe', 'preference', 'settings', 'quiet'],
      answer: 'Whoever opted out gets nothing, from that moment on.',
      matters: 'it is checked when it is sent, not when it is queued',
    },
  ],
  estimates: [
    {
      id: 'mean-rate',
      question: 'How many notifications a second, on average?',
      fact: checkedId('flows.notify.rate.mean'),
      measures: 'rate',
      how: 'a day / 86,400 s',
      decides: 'little: the mean is not what hurts',
    },
    {
      id: 'broadcast',
      question: 'How many a second while a broadcast is sent?',
      fact: checkedId('derived.broadcast'),
      measures: 'rate',
      how: 'audience / window in seconds',
      decides: 'how many senders, and whether quotas allow it',
    },
    {
      id: 'storage',
      question: 'How many bytes do the records of 30 days take, 300 B each, one copy?',
      fact: checkedId('data.sent.size.logical'),
      measures: 'data',
      factors: [{ kind: 'size', of: 300 }],
      how: 'a day x 30 x 300 B',
      decides: 'that one database keeps them',
    },
  ],
  entities: [
    { name: 'notification (key, whom, what)', words: ['notification', 'message'] },
    { name: 'preference', words: ['preference', 'setting', 'opt'] },
    { name: 'device and token', words: ['device', 'token', 'address'] },
  ],
  operations: [
    { name: 'send one', kind: 'write', resource: 'notifications', isAsync: true, endpoint: 'POST /notifications -> 202 (Idempotency-Key)' },
    { name: 'read the preferences', kind: 'read', resource: 'preferences', also: ['settings'], endpoint: 'GET /preferences -> 200' },
  ],
  blocks: [
    { name: 'queues by channel and urgency', kinds: ['queue', 'stream'], why: 'providers are slower than those who ask' },
    { name: 'senders', kinds: ['worker', 'function'], why: 'they retry, and keep to quotas' },
    { name: 'providers', kinds: ['external'], why: 'only they reach a phone' },
    { name: 'a record of what was sent', kinds: ['database'], why: 'twice is found by its key' },
  ],
  deepDives: [
    {
      question: 'A provider is down for an hour. What happens to what is queued?',
      points: [
        { name: 'it waits, and is retried with growing pauses', words: ['backoff', 'retry', 'jitter', 'wait'] },
        { name: 'what is too old is dropped', words: ['expire', 'ttl', 'old', 'drop'] },
        { name: 'what never works goes aside', words: ['dead letter', 'dlq', 'aside', 'poison'] },
        { name: 'another provider', words: ['second provider', 'failover', 'other provider', 'breaker'] },
      ],
      model:
        'Messages wait with a time to live, a breaker stops the calls, another provider takes the urgent ones, and what fails for good goes to a dead letter queue.',
    },
  ],
  mistakes: [
    'sizing by the mean when a broadcast is many times that',
    'no quota for each provider',
    'retries without a key',
    'one queue for codes and news',
  ],
  twist: {
    text: 'Marketing wants three times the audience in the same time.',
    set: { 'assumptions.audience': 'x3' },
    estimate: {
      id: 'twist',
      question: 'How many a second while a broadcast is sent now?',
      fact: checkedId('derived.broadcast'),
      measures: 'rate',
      how: 'the old rate x 3',
      decides: 'whether the window is kept',
    },
    points: [
      { name: 'urgent ones pass by', words: ['priority', 'separate queue', 'urgent', 'lane'] },
      { name: 'the window or the quota has to give', words: ['longer', 'window', 'quota', 'spread', 'limit'] },
    ],
    model: 'The quota decides: either the provider allows more or the window grows; codes have a queue of their own and notice nothing.',
  },
  source: 'own parameters; a small host that met a cap of 7,200 mails a day in 2022 shows what quotas do',
};
