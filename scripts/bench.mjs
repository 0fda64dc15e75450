/**
 * What the command line costs, as ratios to bare `node -e 0` (or to a stated floor) measured in the same run, next to its budget.
 *
 * Usage: npm run bench [-- --rounds 11] [--only validate] [--node PATH ...] [--save]
 * `--node` names a node binary to measure with instead of the one that runs this; given more than once, each has a table, and a last table has them side
 * by side. Budgets hold for the versions that most use, 22 and 24, of which the worse counts; another version is judged only where it is alone.
 * `--save` keeps the tables under test/bench/results. Peers (spectral, redocly, squiggle) are measured where the environment variable BENCH_PEERS names a
 * folder in whose node_modules they are installed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compare, measure } from './bench/measure.mjs';
import { chain, queued, stages, zoned } from './bench/specs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    only: { type: 'string', default: '' },
    node: { type: 'string', multiple: true, default: [process.execPath] },
    save: { type: 'boolean', default: false },
  },
});
const rounds = Number(flags.rounds);
const cli = join(root, 'bin/sysdesign.js');
const box = mkdtempSync(join(tmpdir(), 'sysdesign-bench-'));

// Plain specs of the lengths that the budgets name, and an example that is denser than most: maps in braces, 20 expressions.
const small = join(root, 'test/bench/specs/thirty.sysdesign.yaml');
const large = join(root, 'test/bench/specs/hundred-fifty.sysdesign.yaml');
const dense = join(root, 'examples/url-shortener.sysdesign.yaml');
const lines = (/** @type {string} */ file) => readFileSync(file, 'utf8').trimEnd().split('\n').length;

/** @param {string} name @param {string} text */
function write(name, text) {
  const file = join(box, name);
  writeFileSync(file, text);
  return file;
}

const many = join(box, 'many');
mkdirSync(many);
const template = readFileSync(join(root, 'examples/discord-messages.sysdesign.yaml'), 'utf8');
for (let i = 0; i < 1000; i++)
  writeFileSync(join(many, `spec-${String(i).padStart(4, '0')}.sysdesign.yaml`), template.replace(/^name: .*$/m, `name: spec-${i}`));
const thirty = write('thirty.sysdesign.yaml', chain(30, true));
const thirtyPoint = write('thirty-point.sysdesign.yaml', chain(30, false));
const hundred = write('hundred.sysdesign.yaml', chain(100, false));
const zonedHundred = write('zoned-hundred.sysdesign.yaml', zoned(100));
const zonedTwoThousand = write('zoned-two-thousand.sysdesign.yaml', zoned(2000));
const tenThousand = write('ten-thousand.sysdesign.yaml', chain(10_000, false));

// A folder whose configuration turns every rule off.
const withoutRules = join(box, 'without-rules');
mkdirSync(withoutRules);
/** @type {readonly { id: string }[]} */
const rules = JSON.parse(execFileSync(process.execPath, [cli, 'rules', '-f', 'json'], { encoding: 'utf8', maxBuffer: 1 << 26 }));
writeFileSync(
  join(withoutRules, 'sysdesign.config.json'),
  JSON.stringify({ rules: Object.fromEntries(rules.map(({ id }) => [id, 'off'])) }),
);

/** @typedef {(node: string) => { cpu: number, memory: number }} Run one run with a node binary */

const judged = { codes: [0, 1] };
/** @type {Run} */
const bare = (node) => measure(['-e', '0'], { node });
/** @type {(...args: string[]) => Run} */
const run =
  (...args) =>
  (node) =>
    measure(args, { node, ...judged });
/** @type {(...args: string[]) => Run} */
const ours = (...args) => run(cli, ...args);
/** As on a machine where this version has never run: no compiled code is kept yet. @type {(...args: string[]) => Run} */
const firstRun =
  (...args) =>
  (node) => {
    const folder = mkdtempSync(join(box, 'cache-'));
    return measure([cli, ...args], { node, ...judged, env: { NODE_COMPILE_CACHE: folder } });
  };
const floorOfMany = run(join(root, 'scripts/bench/floor.mjs'), many);

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {Run} subject
 * @property {Run} [floor] bare node if not given
 * @property {string} [against]
 * @property {number} [budget] ratio
 * @property {number} [seconds] budget of the time itself, CPU seconds
 * @property {number} [above] budget of the time above the floor, CPU seconds
 * @property {number} [memory] budget, MiB
 * @property {number} [rounds]
 */

/** @type {Case[]} */
const cases = [
  { name: '--version', subject: ours('--version'), budget: 1.15 },
  { name: '--help', subject: ours('--help'), budget: 1.15 },
  { name: `validate, ${lines(small)} lines`, subject: ours('validate', small), budget: 1.4 },
  { name: `validate, ${lines(large)} lines`, subject: ours('validate', large), budget: 1.8 },
  { name: `estimate, ${lines(large)} lines with ranges`, subject: ours('estimate', large), budget: 2.1 },
  { name: `validate, ${lines(large)} lines, first run`, subject: firstRun('validate', large) },
  { name: `validate, a dense example of ${lines(dense)} lines`, subject: ours('validate', dense) },
  { name: 'estimate of the same', subject: ours('estimate', dense) },
  { name: 'estimate, 30 components, points', subject: ours('estimate', thirtyPoint) },
  { name: 'estimate, 30 components, ranges', subject: ours('estimate', thirty) },
  {
    name: 'validate, 1,000 specs',
    subject: ours('validate', many),
    floor: floorOfMany,
    against: 'yaml + compiled ajv',
    budget: 1.5,
    memory: 150,
    rounds: 3,
  },
  { name: 'estimate, 100 components', subject: ours('estimate', hundred, '-f', 'compact') },
  { name: `rules of an estimate, ${lines(large)} lines`, ...rulesOf(large), budget: 1.15 },
  { name: 'rules of an estimate, 100 components', ...rulesOf(hundred), above: 0.03 },
  { name: 'rules of an estimate, 1,000 specs', ...rulesOf(many), budget: 1.15, rounds: 3 },
  { name: 'estimate, 10,000 components', subject: ours('estimate', tenThousand, '-f', 'compact'), seconds: 2, memory: 500, rounds: 1 },
  { name: 'unavailability of the flows of 100 components', ...unavailability(zonedHundred), above: 0.02 },
  { name: 'unavailability of the flows of 2,000 components', ...unavailability(zonedTwoThousand), above: 2, rounds: 3 },
  { name: 'p99 of ten stages with a fan-out of 100', ...latency(10, false, 'p99'), above: 0.04 },
  { name: 'percentiles of the flows of 30 components', ...latency(30, false, 'p50', 'p95', 'p99', 'p999'), above: 0.15 },
  { name: 'the same with ranges', ...latency(30, true, 'p50', 'p95', 'p99', 'p999'), above: 1, rounds: 3 },
  { name: 'waiting and degradation of 30 components beyond their latency', ...waiting(), above: 0.15 },
  { name: 'curves of 40 loads of 30 components', ...curve(), above: 1, rounds: 3 },
  ...faultTrees(),
  ...peers(),
];

/** What the rules cost beside the same with all of them off. @param {string} file */
function rulesOf(file) {
  const estimate = (/** @type {string | undefined} */ cwd) => (/** @type {string} */ node) =>
    measure([cli, 'estimate', file, '-f', 'compact'], { node, ...judged, ...(cwd && { cwd }) });
  return { subject: estimate(undefined), floor: estimate(withoutRules), against: 'without rules' };
}

/** Of components in zones, with a cause that all share: what it takes above loading the spec. @param {string} file */
function unavailability(file) {
  const listing = (/** @type {string} */ words) => ours('facts', file, '--filter', words);
  return { subject: listing('flows unavailability'), floor: listing('totals.rate.mean'), against: 'its mean rate' };
}

/**
 * Brackets of 1%, as expectations: what they take above the same spec without.
 * @param {number} count @param {boolean} ranges @param {string[]} asked
 */
function latency(count, ranges, ...asked) {
  const name = `stages-${count}-${ranges}-${asked.length}`;
  const [subject, floor] = [asked, []].map((wanted) => write(`${name}-${wanted.length}.sysdesign.yaml`, stages(count, ranges, wanted)));
  return {
    subject: ours('estimate', subject, '-f', 'compact'),
    floor: ours('estimate', floor, '-f', 'compact'),
    against: 'the same without',
  };
}

/** Queues, what spikes leave and where each flow falls over: beyond the percentiles of the same flows without waiting. */
function waiting() {
  const percentiles = ['p50', 'p95', 'p99', 'p999'].map((name) => `latency.${name}`);
  const subject = write('waiting.sysdesign.yaml', queued(30, [...percentiles, 'sustained', 'headroom.target'], true));
  const floor = write('not-waiting.sysdesign.yaml', queued(30, percentiles, false));
  return {
    subject: ours('estimate', subject, '-f', 'compact'),
    floor: ours('estimate', floor, '-f', 'compact'),
    against: 'latency alone',
  };
}

function curve() {
  const file = write('curve.sysdesign.yaml', queued(30, [], true));
  return { subject: ours('latency', file, '--curve', '-f', 'compact'), floor: ours('latency', file, '-f', 'compact'), against: 'without' };
}

/** The benchmark models of the known answers, all in one process. They are no part of the project. */
function faultTrees() {
  const folder = process.env.SYSDESIGN_FAULT_TREES ?? join(root, '../shared/data/fault-trees');
  if (!existsSync(folder)) {
    process.stdout.write(`fault trees: not measured (no ${folder}; SYSDESIGN_FAULT_TREES names another folder)\n`);
    return [];
  }
  const count = readdirSync(folder).filter((name) => name.endsWith('.json')).length;
  const script = join(root, 'scripts/bench/fault-trees.mjs');
  return [
    {
      name: `${count} benchmark fault trees, exact`,
      subject: run(script, folder),
      floor: run(script, folder, '--read'),
      against: 'reading them',
      seconds: 5,
      memory: 2048,
      rounds: 3,
    },
  ];
}

/** Other tools on documents of their own kind: only their start and a small document, since they do other work. */
function peers() {
  const folder = process.env.BENCH_PEERS;
  if (!folder) {
    process.stdout.write('peers: not measured (BENCH_PEERS names no folder)\n');
    return [];
  }
  const api = write('api.yaml', 'openapi: 3.0.3\ninfo: { title: t, version: "1" }\nservers: [{ url: https://example.com }]\npaths: {}\n');
  const sum = write('sum.squiggle', 'users = 80M to 150M\nusers * 12\n');
  write('.spectral.yaml', 'extends: ["spectral:oas"]\n');
  const known = [
    {
      name: 'spectral lint',
      script: '@stoplight/spectral-cli/dist/index.js',
      args: ['lint', '--ruleset', join(box, '.spectral.yaml'), api],
    },
    { name: 'redocly lint', script: '@redocly/cli/bin/cli.js', args: ['lint', '--extends', 'minimal', api] },
    { name: 'squiggle run', script: '@quri/squiggle-lang/bin/squiggle.js', args: ['run', sum] },
  ];
  return known.flatMap(({ name, script, args }) => {
    const file = join(folder, 'node_modules', script);
    if (existsSync(file)) return [{ name, subject: run(file, ...args), rounds: 3 }];
    process.stdout.write(`${name}: not measured (not installed in BENCH_PEERS)\n`);
    return [];
  });
}

/** @param {Case} one @param {{ ratio: number, cpu: number, above: number, memory: number }} cost */
function verdict(one, cost) {
  const over = [
    one.budget !== undefined && cost.ratio > one.budget ? `over ${one.budget} x` : '',
    one.seconds !== undefined && cost.cpu > one.seconds ? `over ${one.seconds} s` : '',
    one.above !== undefined && cost.above > one.above ? `over ${one.above} s: ${cost.above.toFixed(3)}` : '',
    one.memory !== undefined && cost.memory > one.memory ? `over ${one.memory} MiB` : '',
  ].filter(Boolean);
  if (over.length > 0) return over.join(', ');
  if (one.above !== undefined) return `within: ${cost.above.toFixed(3)} s`;
  return (one.budget ?? one.seconds ?? one.memory) ? 'within' : '';
}

/** @param {Case} one */
function budgetOf({ budget, seconds, above }) {
  if (budget !== undefined) return `${budget} x`;
  if (seconds !== undefined) return `${seconds} s`;
  return above === undefined ? '' : `${above} s above`;
}

/** @param {string} node */
const versionOf = (node) => execFileSync(node, ['-p', 'process.version'], { encoding: 'utf8' }).trim();

const nodes = flags.node.map((path) => ({ path, version: versionOf(path) }));
/** Whether budgets hold for a version. @param {string} version */
const counts = (version) => nodes.length === 1 || /^v2[24]\./.test(version);

/** Of one case: what it costs with each binary. @param {Case} one */
const costsOf = (one) =>
  nodes.map(({ path, version }) => {
    const cost = compare(
      () => one.subject(path),
      () => (one.floor ?? bare)(path),
      Math.min(rounds, one.rounds ?? rounds),
    );
    return { version, ...cost, verdict: counts(version) ? verdict(one, cost) : '' };
  });

/** @type {{ one: Case, costs: ReturnType<typeof costsOf> }[]} */
const measured = [];
try {
  for (const { path } of nodes) bare(path);
  for (const one of cases) {
    if (!one.name.includes(flags.only)) continue;
    const costs = costsOf(one);
    measured.push({ one, costs });
    process.stderr.write(`${one.name}: ${costs.map(({ version, ratio }) => `${ratio.toFixed(2)} (${version})`).join(', ')}\n`);
  }
} finally {
  rmSync(box, { recursive: true, force: true });
}

/** @param {readonly string[]} cells */
const row = (cells) => `| ${cells.join(' | ')} |`;
const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${rounds} rounds; CPU time of whole processes, user and system`;
const tables = nodes.map(({ version }, k) =>
  [
    `node ${version}, ${machine}`,
    '',
    '| what | ratio | to | budget | CPU ms | peak MiB | verdict |',
    '|---|--:|---|--:|--:|--:|---|',
    ...measured.flatMap(({ one, costs }) => {
      const cost = costs[k];
      if (cost === undefined) return [];
      const figures = [(cost.cpu * 1000).toFixed(0), cost.memory.toFixed(0), cost.verdict];
      return [row([one.name, cost.ratio.toFixed(2), one.against ?? 'node -e 0', budgetOf(one), ...figures])];
    }),
  ].join('\n'),
);
if (nodes.length > 1)
  tables.push(
    [
      'ratios side by side; the worse of 22 and 24 counts',
      '',
      row(['what', ...nodes.map(({ version }) => version), 'budget', 'verdict']),
      row(['---', ...nodes.map(() => '--:'), '--:', '---']),
      ...measured.map(({ one, costs }) => {
        const verdicts = costs.filter(({ version }) => counts(version)).sort((a, b) => b.ratio - a.ratio);
        const over = verdicts.find((cost) => cost.verdict.startsWith('over'))?.verdict;
        return row([one.name, ...costs.map(({ ratio }) => ratio.toFixed(2)), budgetOf(one), over ?? verdicts[0]?.verdict ?? '']);
      }),
    ].join('\n'),
  );
const text = `${tables.join('\n\n')}\n`;
process.stdout.write(text);
if (flags.save) {
  const folder = join(root, 'test/bench/results');
  mkdirSync(folder, { recursive: true });
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(join(folder, `${day}.md`), `# Benchmark of ${day}\n\n${text}`);
}
