/**
 * What the command line costs, as ratios to bare `node -e 0` (or to a stated floor) measured in the same run, next to its budget.
 *
 * Usage: npm run bench [-- --rounds 11] [--only validate] [--save]
 * `--save` keeps the table under test/bench/results. Peers (spectral, redocly, squiggle) are measured where the environment variable BENCH_PEERS names a
 * folder in whose node_modules they are installed.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compare, measure } from './bench/measure.mjs';
import { chain, zoned } from './bench/specs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '11' }, only: { type: 'string', default: '' }, save: { type: 'boolean', default: false } },
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

const node = () => measure(['-e', '0']);
const judged = { codes: [0, 1] };
const ours =
  (/** @type {string[]} */ ...args) =>
  () =>
    measure([cli, ...args], judged);
const floorOfMany = () => measure([join(root, 'scripts/bench/floor.mjs'), many]);

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {() => { cpu: number, memory: number }} subject
 * @property {() => { cpu: number, memory: number }} [floor] bare node if not given
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
  { name: 'estimate, 10,000 components', subject: ours('estimate', tenThousand, '-f', 'compact'), seconds: 2, memory: 500, rounds: 1 },
  { name: 'unavailability of the flows of 100 components', ...unavailability(zonedHundred), above: 0.02 },
  { name: 'unavailability of the flows of 2,000 components', ...unavailability(zonedTwoThousand), above: 2, rounds: 3 },
  ...faultTrees(),
  ...peers(),
];

/** Of components in zones, with a cause that all share: what it takes above loading the spec. @param {string} file */
function unavailability(file) {
  const script = join(root, 'scripts/bench/availability.mjs');
  return { subject: () => measure([script, file]), floor: () => measure([script, file, '--load']), against: 'loading it' };
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
      subject: () => measure([script, folder]),
      floor: () => measure([script, folder, '--read']),
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
    if (existsSync(file)) return [{ name, subject: () => measure([file, ...args], judged), rounds: 3 }];
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

const table = [
  `node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${rounds} rounds; CPU time of whole processes, user and system`,
  '',
  '| what | ratio | to | budget | CPU ms | peak MiB | verdict |',
  '|---|--:|---|--:|--:|--:|---|',
];
try {
  node();
  for (const one of cases) {
    if (!one.name.includes(flags.only)) continue;
    const cost = compare(one.subject, one.floor ?? node, Math.min(rounds, one.rounds ?? rounds));
    const budget = budgetOf(one);
    const row = [
      one.name,
      cost.ratio.toFixed(2),
      one.against ?? 'node -e 0',
      budget,
      (cost.cpu * 1000).toFixed(0),
      cost.memory.toFixed(0),
      verdict(one, cost),
    ];
    table.push(`| ${row.join(' | ')} |`);
    process.stderr.write(`${table.at(-1)}\n`);
  }
} finally {
  rmSync(box, { recursive: true, force: true });
}
const text = `${table.join('\n')}\n`;
process.stdout.write(text);
if (flags.save) {
  const folder = join(root, 'test/bench/results');
  mkdirSync(folder, { recursive: true });
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(join(folder, `${day}.md`), `# Benchmark of ${day}\n\n${text}`);
}
