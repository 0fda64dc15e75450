import { specName } from '../practice/names.js';
import { type Answers, isNone, type Question, type Read, readAs, refused, textOf } from './question.js';
import { growthAnswer, literalReader, orNone, readLine, readOften, readPeak, readPeople, readSize } from './read.js';

const MIN = 60;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const hasFile = (answers: Answers): boolean => !isNone(textOf(answers, 'file'));

function readName(text: string): Read {
  const name = specName(text);
  return name === undefined ? refused('a name begins with a letter') : readAs(name.toLowerCase());
}

function readThing(text: string): Read {
  const name = specName(text);
  return name === undefined ? refused('one word that begins with a letter') : readAs(name);
}

/** What a first spec needs to know, in the order asked. */
export const QUESTIONS: readonly Question[] = [
  {
    id: 'name',
    section: 'about',
    prompt: 'What is it called?',
    why: 'The spec and its file bear the name.',
    examples: 'url-shortener, team-chat',
    typical: { text: 'my-design', because: 'any name does for a start' },
    read: readName,
  },
  {
    id: 'purpose',
    section: 'about',
    prompt: 'What does it do, in one sentence?',
    why: 'Whoever reads the spec learns from it what the numbers are about.',
    examples: 'Short links that redirect to long ones',
    typical: { text: 'A service that users read from and write to', because: 'it says no more than the path' },
    find: 'write down in one sentence what users come for',
    read: readLine(100),
  },
  {
    id: 'thing',
    section: 'about',
    prompt: 'What does it store most of, in one word?',
    why: 'Reads, writes and sizes below are counted in it.',
    examples: 'links, orders, messages',
    typical: { text: 'records', because: 'any word does for a start' },
    read: readThing,
  },
  {
    id: 'users',
    section: 'use',
    prompt: 'How many people use it on a given day?',
    why: 'All load is worked out from this number: ten times as many users are ten times as many requests.',
    examples: '50k, or 10k..100k if it lies between (you are 90% sure)',
    typical: { text: '1k..100k users', because: 'most services that are begun stay between' },
    find: 'count users of what it replaces, or of the customers that are to have it',
    read: readPeople({ least: 1, most: 8e9, unit: 'count' }),
  },
  {
    id: 'reads',
    section: 'use',
    prompt: 'How often a day does one of them open or list {things}?',
    why: 'Reads decide how many servers there are, and whether a cache pays.',
    examples: '20, 5..50, 3 per week',
    typical: { text: '5..50 per user per day', because: 'people who come open some pages a visit, and come once or a few times' },
    find: 'count page views in a log, and divide by the users of that day',
    read: readOften({ least: 1e-4 / DAY, most: 1e5 / DAY, unit: '1/s' }),
  },
  {
    id: 'writes',
    section: 'use',
    prompt: 'How often a day does one of them add or change {things}?',
    why: 'Each write reaches every copy of the store, and what is added stays: writes decide how large it grows.',
    examples: '2, 0.1..1, 1 per week',
    typical: { text: '0.5..5 per user per day', because: 'ten reads a write is a usual ratio' },
    find: 'count rows added in a day, and divide by the users of that day',
    read: readOften({ least: 1e-4 / DAY, most: 1e5 / DAY, unit: '1/s' }),
  },
  {
    id: 'peak',
    section: 'use',
    prompt: 'How much more is it at the busiest time than on the mean of a day?',
    why: 'It is built for the busiest time, not for the mean.',
    examples: '3, 2..5, 20% of the day in 1 h',
    typical: { text: '2..5', because: 'web traffic, by sysdesign catalog peak.web' },
    find: 'look up the busiest hour in your traffic, and divide it by the mean hour',
    read: readPeak,
  },
  {
    id: 'growth',
    section: 'use',
    prompt: 'How much more is it used a year later?',
    why: 'Stores are sized for three years from now.',
    examples: '40%, 20%..60%, x2 per 18 months, none',
    typical: { text: '20%..60% per year', because: 'between a settled product and one that grows fast' },
    find: 'ask who plans the product what is to be reached in a year',
    read: growthAnswer,
  },
  {
    id: 'size',
    section: 'data',
    prompt: 'How large is one of the {things}, without files?',
    why: 'Times writes and years it is what the store must hold.',
    examples: '2 kB, 500 B, 0.5..5 kB',
    typical: { text: '0.5..5 kB', because: 'a row with some text and a few ids' },
    find: 'add up the columns, or divide the size of a table by its rows',
    read: readSize({ least: 1, most: 1e8, unit: 'B' }),
  },
  {
    id: 'page',
    section: 'data',
    prompt: 'How much does an answer to a read send?',
    why: 'What leaves the system is paid for, and fills the network.',
    examples: '20 kB, 1..50 kB',
    typical: { text: '5..50 kB', because: 'a list as JSON, or a page without its pictures' },
    find: 'look at one answer in the developer tools of a browser',
    read: readSize({ least: 1, most: 1e9, unit: 'B' }),
  },
  {
    id: 'file',
    section: 'data',
    prompt: 'Do some come with a file (photo, document)? How large is one?',
    why: 'Files outweigh all else, and belong into an object store.',
    examples: 'none, 500 kB, 1..5 MB',
    typical: { text: 'none', because: 'the simplest; with files much more is stored' },
    find: 'ask whether users upload anything',
    read: orNone(readSize({ least: 1, most: 1e12, unit: 'B' }), 'how large is one?'),
  },
  {
    id: 'fileShare',
    section: 'data',
    prompt: 'Which share of writes brings a file?',
    why: 'It is what multiplies the size of files.',
    examples: '20%, 10%..50%',
    typical: { text: '10%..50%', because: 'neither rare nor with each' },
    find: 'count files and writes of one day',
    read: literalReader('share', { least: 1e-6, most: 1, unit: 'share' }),
    isAsked: hasFile,
  },
  {
    id: 'keep',
    section: 'data',
    prompt: 'How long is it kept?',
    why: 'What is deleted in time does not grow without end.',
    examples: 'forever, 1 year, 90 d',
    typical: { text: 'forever', because: 'nobody deletes what nobody asked to delete' },
    find: 'ask legal for how long it must and may be kept',
    read: readKeep,
  },
  {
    id: 'fast',
    section: 'promises',
    prompt: 'Within what time must 99 of 100 reads be answered?',
    why: 'It decides whether the path is short enough, and how many instances wait in reserve.',
    examples: '300 ms, 1 s',
    typical: { text: '500 ms', because: 'people begin to notice somewhere between 0.1 and 1 s' },
    find: 'ask from which time on users leave, or measure what it replaces',
    read: literalReader('duration', { least: 1e-3, most: MIN, unit: 's', isOne: true }),
  },
  {
    id: 'available',
    section: 'promises',
    prompt: 'Which share of reads must succeed, over 30 days?',
    why: 'Each nine more asks for more copies, and costs.',
    examples: '99.9%, 99.5%, 3 nines',
    typical: { text: '99.9%', because: 'what most web services aim at' },
    find: 'ask what an hour of downtime costs',
    read: literalReader('availability', { least: 0.5, most: 0.999999, unit: 'share', isOne: true }),
  },
  {
    id: 'loss',
    section: 'promises',
    prompt: 'How much of the latest data may a disaster take?',
    why: 'Backups are made as often as that: copies alone do not help against a slip of the hand.',
    examples: '1 d, 1 h, 5 min',
    typical: { text: '1 d', because: 'a backup each night is usual' },
    find: 'ask who would have to type it in again',
    read: literalReader('duration', { least: MIN, most: 30 * DAY, unit: 's', isOne: true }),
  },
  {
    id: 'stale',
    section: 'promises',
    prompt: 'How old may what a reader sees be, at most?',
    why: 'A cache may only answer where old answers are right.',
    examples: '1 min, 10 s, none (always the latest)',
    typical: { text: '10 s', because: 'rarely anybody notices' },
    find: 'ask what happens if somebody acts on what was changed a moment ago',
    read: orNone(literalReader('duration', { least: 0.1, most: 7 * DAY, unit: 's', isOne: true }), 'how old?'),
  },
  {
    id: 'later',
    section: 'promises',
    prompt: 'Is there work after a write that the user does not wait for? How long?',
    why: 'Mails, thumbnails or an index go to a queue: then they slow nobody down, and may fail and be tried again.',
    examples: 'none, 0.5 s, 100 ms..2 s (for one write)',
    typical: { text: 'none', because: 'the simplest; such work would ask for a queue and workers' },
    find: 'list what happens after a save: mails, events, indexes, exports',
    read: orNone(literalReader('duration', { least: 1e-4, most: DAY, unit: 's' }), 'how long does one take?'),
  },
  {
    id: 'platform',
    section: 'runs',
    prompt: 'What does it run on?',
    why: 'It decides what fails, who repairs it and how fast.',
    examples: 'managed, machines, one',
    typical: { text: 'managed', because: 'least to run for a small team' },
    find: 'ask who is called at night',
    choices: [
      { value: 'managed', name: 'managed services of a cloud', description: 'others run the balancer and the store' },
      { value: 'machines', name: 'our own machines or VMs', description: 'we run all, in copies' },
      { value: 'one', name: 'one machine of each', description: 'the cheapest, and down while it is down' },
    ],
    read: (text) => {
      const found = PLATFORMS.find(([, words]) => words.test(text.trim()));
      return found ? readAs(found[0]) : refused('managed, machines or one');
    },
  },
  {
    id: 'each',
    section: 'runs',
    prompt: 'How many requests a second does one instance of your service take?',
    why: 'Load divided by it is how many instances there must be.',
    examples: '200, 50..500',
    typical: { text: '50..500 req/s', because: 'business logic with a store behind it, on a few cores' },
    find: 'load one instance until its answers become slow, and take the rate just before',
    read: readRate,
  },
  {
    id: 'cost',
    section: 'runs',
    prompt: 'What does one instance cost a month?',
    why: 'Times instances it is most of the bill.',
    examples: '40 USD, 20..80 USD',
    typical: { text: '20..80 USD/month', because: 'two to four virtual cores in a cloud' },
    find: 'look it up in the price list of your provider',
    read: readBill,
  },
  {
    id: 'budget',
    section: 'runs',
    prompt: 'What may all of it cost a month?',
    why: 'What is too dear is better known before it is built.',
    examples: 'none (no limit), 2k USD',
    typical: { text: 'none', because: 'then nothing is judged by its cost' },
    find: 'ask who pays for it',
    read: (text) => (/^(?:none|no|no limit|unlimited)$/i.test(text.trim()) ? readAs('none') : readBill(text)),
  },
];

const PLATFORMS: readonly (readonly [string, RegExp])[] = [
  ['managed', /^(?:1|managed\b.*|cloud|aws|gcp|azure|serverless)$/i],
  ['machines', /^(?:2|(?:our own )?machines?\b.*|vms?|own|on-?prem(?:ises)?|bare metal|kubernetes|k8s)$/i],
  ['one', /^(?:3|one\b.*|single|a single machine)$/i],
];

function readKeep(text: string): Read {
  return /^(?:forever|for ever|always|unlimited|no end)$/i.test(text.trim())
    ? readAs('forever')
    : literalReader('keep', { least: HOUR, most: 1000 * YEAR, unit: 's' })(text);
}

const BILL = { least: 0, most: 1e12 / (30 * DAY), unit: 'USD/month' };

/** Money a month, in USD as all that is assumed: a bare number is so many. */
function readBill(text: string): Read {
  const line = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s+(?:a|per|each|every) month$|\/mo(?:nth)?$/i, '');
  if (/\p{Sc}/u.test(line.replaceAll('$', '')) || /\b(?!usd\b)[a-z]{3}\b/i.test(line.replace(/\bper\b/gi, '')))
    return refused('amounts are in USD here, as are the prices that are assumed');
  const bare = /^[\d.,]+(?:\s?[kM])?(?:\.\.[\d.,]+(?:\s?[kM])?)?$/.test(line) ? `${line} USD` : line;
  return literalReader('moneyRate', BILL)(/\/|\bper\b/.test(bare) ? bare : `${bare}/month`);
}

function readRate(text: string): Read {
  const line = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s*(?:rps|qps)$/i, '');
  const bare = /[a-z]\s*$|%/i.test(line) && !/\d\s?[kM]$/.test(line) ? line : `${line} req/s`;
  return literalReader('rate', { least: 0.01, most: 1e7, unit: 'req/s' })(bare);
}

/** The questions that are asked, as far as answers decide. */
export const askedOf = (answers: Answers): readonly Question[] => QUESTIONS.filter(({ isAsked }) => isAsked?.(answers) ?? true);

/** A text of a question, in the words of the answers. */
export const inWords = (text: string, answers: Answers): string => text.replaceAll('{things}', textOf(answers, 'thing') || 'records');
