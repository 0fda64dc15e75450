import { formatQuantity, percentText } from '../quantity/index.js';
import { MISSES, STORE, type TemplateParts } from './design.js';
import { type Answers, isNone, textOf } from './question.js';
import { QUESTIONS } from './questions.js';

/** What stands above a spec, and what it promises in place of what was asked for. */
export interface Extras {
  /** Comments at its top, a line each. */
  readonly heading: readonly string[];
  /** What is reached, in place of promises that are not: by id of the question. */
  readonly reached: ReadonlyMap<string, string>;
  /** By id of the question: what was added so that its promise is met, in words. */
  readonly metBy: ReadonlyMap<string, string>;
}

const COMMENT = 40;
const NO_EXTRAS: Extras = { heading: [], reached: new Map(), metBy: new Map() };

/** The spec that answers and a design come to, commented. */
export function specText(answers: Answers, design: TemplateParts, { heading, reached, metBy }: Extras = NO_EXTRAS): string {
  const of = (id: string): string => textOf(answers, id);
  const things = of('thing');
  const files = filesOf(answers);
  const { hasFiles, hasCache, work } = design;
  const inMs = (seconds: number): string => formatQuantity(seconds, 's').replace(/us$/, 'us');
  const promise = (id: string, key: string, before: string, after: string, comment: string): string => {
    const got = reached.get(id);
    const wanted =
      got === undefined
        ? [marked(answers, id, comment), ...(metBy.has(id) ? [`kept by: ${metBy.get(id)}`] : [])].filter((words) => words !== '').join('; ')
        : `asked for: ${of(id)}. This path misses that${id === 'available' ? ', and so do all changes of it that were tried' : ''}`;
    return line(`    ${key} { ${before}${got ?? of(id)}${after} }`, wanted);
  };
  const assumption = (id: string, comment = '', name = id): string => line(`  ${name}: ${of(id)}`, marked(answers, id, comment));
  const root = (key: string, value: string, comment: string): string => line(`${key}: ${value}`, comment);

  const text: (string | null)[] = [
    ...heading.map((words) => (words === '' ? '#' : `# ${words}`)),
    'sysdesign: 1',
    `name: ${of('name')}`,
    `summary: ${quoted(of('purpose'))}`,
    root('tier', design.tier, 'critical, standard or internal: how much depends on it'),
    root('horizon', '3 years', "sizes are those at the horizon, rates are today's"),
    root('growth', of('growth'), marked(answers, 'growth', '')),
    root('peak', of('peak'), marked(answers, 'peak', 'busiest time over the mean of the day')),
    design.platform === 'one' ? root('survives', 'none', 'no instance to spare') : null,
    '',
    'assumptions:',
    assumption('users'),
    assumption('reads'),
    assumption('writes'),
    assumption('size', 'one of them', 'record'),
    ...(hasFiles ? [assumption('file', 'one file', 'file'), assumption('fileShare', 'writes that bring one', 'withFile')] : []),
    assumption('cost', 'an instance', 'machine'),
    '',
    'requirements:',
    '  functional:',
    `    read:  { when: a user opens ${things}, then: they see them${isNone(of('stale')) ? ' as they are' : ` at most ${of('stale')} old`}, flow: read }`,
    `    write: { when: a user adds or changes ${things}, then: that is kept, flow: write }`,
    '  quality:',
    promise('available', 'available:', 'flow: read, availability: ', ', window: 30 d', ''),
    promise('fast', 'fast:     ', 'flow: read, p99: ', '', ''),
    promise('loss', 'kept:     ', `data: ${things}, rpo: `, '', 'how much of the latest data a disaster may take'),
    isNone(of('budget')) ? null : promise('budget', 'budget:   ', 'cost: ', '', ''),
    '',
    'flows:',
    '  read:',
    '    kind: read',
    '    rate: = users * reads',
    '    request: 500 B',
    line(`    response: ${of('page')}`, marked(answers, 'page', '')),
    ...path(
      [...(design.hasBalancer ? ['lb'] : []), 'api'],
      hasCache
        ? [{ text: `cache: { hit: ${percentText(1 - MISSES, 3)}, miss: [db] }`, comment: 'assumed; only misses reach the store' }]
        : [{ text: 'db', comment: '' }],
    ),
    '  write:',
    '    kind: write',
    '    rate: = users * writes',
    ...path(
      [...(design.hasBalancer ? ['lb'] : []), 'api'],
      [
        { text: 'db: { request: = record }', comment: '' },
        ...(hasFiles ? [{ text: 'files: { times: = withFile, request: = file }', comment: '' }] : []),
        ...(work === 'queue'
          ? [{ text: 'jobs: { async: true, request: 200 B }', comment: 'the user waits until it is queued, not until it is done' }]
          : []),
        ...(work === 'waited' ? [{ text: 'worker', comment: 'the user waits for it' }] : []),
      ],
    ),
    '',
    'components:',
    ...components(answers, design, inMs),
    '',
    'data:',
    line(`  ${things}: { in: db, item: = record, addedBy: write, readBy: read, keep: ${of('keep')}, overhead: 50% }`, 'overhead: indexes'),
    hasFiles ? `  ${files}: { in: files, item: = file, addedBy: { write: = withFile }, keep: ${of('keep')} }` : null,
    '',
    'scenarios:',
    '  campaign:',
    line('    flows.read.rate: x3', 'what if three times as many read? sysdesign estimate --scenario campaign'),
  ];
  return `${text.filter((entry) => entry !== null).join('\n')}\n`;
}

/** What files are called as a data set. */
export const filesOf = (answers: Answers): string => (textOf(answers, 'thing') === 'files' ? 'attachments' : 'files');

interface Call {
  readonly text: string;
  readonly comment: string;
}

/** Calls within calls: `lb` calls `api`, which makes the last ones. */
function path(outer: readonly string[], calls: readonly Call[]): string[] {
  const lines = ['    path:'];
  let indent = 6;
  for (const name of outer) {
    lines.push(`${' '.repeat(indent)}- ${name}:`, `${' '.repeat(indent + 4)}calls:`);
    indent += 6;
  }
  return [...lines, ...calls.map(({ text, comment }) => line(`${' '.repeat(indent)}- ${text}`, comment))];
}

function components(answers: Answers, design: TemplateParts, time: (seconds: number) => string): string[] {
  const of = (id: string): string => textOf(answers, id);
  const { platform, tier, hasBalancer, hasCache, hasFiles, work, copies, disk, shards, own } = design;
  const isManaged = platform === 'managed';
  const repaired = isManaged ? '20 min' : '2 h';
  const lines: string[] = [];
  if (hasBalancer) {
    lines.push(
      isManaged
        ? '  lb:    { kind: loadBalancer, availability: 99.99%, mttr: 20 min, each: { p50: 1 ms, p99: 5 ms }, price: { fixed: 20 USD/month, egress: 0.09 USD/GB } }'
        : `  lb:    { kind: loadBalancer, each: { rate: 20k req/s, p50: 1 ms, p99: 5 ms, cost: = machine }, mttr: ${repaired} }`,
    );
  }
  lines.push(
    '  api:',
    '    kind: service',
    line(
      `    each: { rate: ${of('each')}, p50: ${time(own.p50)}, p99: ${time(own.p99)}, cost: = machine }`,
      [marked(answers, 'each', ''), 'its times are a budget: measure yours'].filter((words) => words !== '').join('; '),
    ),
    line(`    mttr: ${repaired}`, 'until an instance that failed serves again'),
    line(
      '    deploy: { strategy: rolling, every: 7 d, failures: 5%, rollback: 5 min }',
      'assumed: one release in twenty breaks it for all',
    ),
  );
  if (hasCache) {
    lines.push(
      `  cache: { kind: cache, holds: { ${of('thing')}: 20% of daily reads }, ttl: ${of('stale')}, each: { rate: 80k req/s, memory: 16 GB, p50: 0.5 ms, p99: 3 ms, cost: 100 USD/month } }`,
    );
  }
  lines.push('  db:', '    kind: database');
  if (copies > 1)
    lines.push(
      line(
        `    replication: { factor: ${copies}, mode: leader, sync: semiSync }`,
        copies === 2 ? 'a primary and a standby' : 'a primary and two standbys',
      ),
    );
  if (shards > 1)
    lines.push(
      line(`    shards: ${shards}`, 'what one node cannot hold or take'),
      line('    partitionKey: id', 'choose what most reads ask by'),
    );
  lines.push(
    line(
      `    each: { reads: ${STORE.reads / 1000}k req/s, writes: ${STORE.writes / 1000}k req/s, disk: ${formatQuantity(disk, 'B')}, p50: 3 ms, p99: 30 ms, cost: ${dbCost(disk)} USD/month }`,
      'assumed: measure yours',
    ),
    `    mttr: ${isManaged ? '30 min' : '4 h'}`,
  );
  if (copies > 1)
    lines.push(
      isManaged
        ? line('    failover: { mode: active-passive, detect: 30 s, takes: 60 s }', 'no answer from it in between')
        : line('    failover: { mode: active-passive, detect: 2 min, takes: 10 min }', 'assumed: somebody is called and switches over'),
    );
  lines.push(line(`    backup: { every: ${of('loss')}, keep: 30 d, restore: 4 h }`, marked(answers, 'loss', '')));
  if (hasFiles)
    lines.push(
      '  files: { kind: objectStore, availability: 99.95%, mttr: 30 min, each: { p50: 30 ms, p99: 150 ms }, price: { storage: 0.023 USD/GB/month } }',
    );
  const worker = (more: string): string =>
    line(
      `  worker: { kind: worker, idempotent: true, each: { servers: 4, serviceTime: ${of('later')}, ${more}cost: = machine } }`,
      marked(answers, 'later', 'four at a time'),
    );
  if (work === 'queue') {
    lines.push(
      '  jobs:',
      '    kind: queue',
      ...(copies > 1 ? [`    replication: ${tier === 'internal' ? 2 : 3}`] : []),
      line('    delivery: at-least-once', 'so that a job may come twice: what it does must bear that'),
      line('    retention: 3 d', 'a backlog older than this is lost'),
      '    consumers: { worker: {} }',
      '    each: { rate: 10k req/s, disk: 500 GB, p50: 2 ms, p99: 15 ms, cost: 60 USD/month }',
      worker(''),
    );
  }
  if (work === 'waited') lines.push(worker(''));
  return lines;
}

/** A month of a node of the store: virtual machine and disk, rounded. @source `sysdesign catalog price.napkin.essd`: SSD 0.08 USD/GB a month */
const dbCost = (disk: number): number => 100 + Math.round((disk / 1e9) * 0.08);

/** Columns at which comments stand, where a line is shorter. */
const line = (text: string, comment: string): string =>
  comment === '' ? text : `${text.length < COMMENT - 1 ? text.padEnd(COMMENT) : `${text}  `}# ${comment}`;

/** `assumed`, and why, where nobody knew. */
function marked(answers: Answers, id: string, comment: string): string {
  const question = QUESTIONS.find((one) => one.id === id);
  const assumed = answers.get(id)?.isAssumed === true && question ? `assumed: ${question.typical.because}` : '';
  return [assumed, comment].filter((words) => words !== '').join('; ');
}

/** A sentence as a scalar of YAML. */
const quoted = (text: string): string =>
  /^[A-Za-z][\w ,.'()-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text) ? text : JSON.stringify(text);
