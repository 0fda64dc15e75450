/**
 * Writes what a new rule begins with: its file with a check that compiles and places for its two specs, its row in the list of its area, and that of the
 * area among all rules where it is the first.
 *
 *   node scripts/new-rule.mjs load/slow-store                 looks at components
 *   node scripts/new-rule.mjs load/slow-store --on call       spec, flow, call, component, data or objective
 *   node scripts/new-rule.mjs load/slow-store --dry-run       prints it and writes nothing
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ID = /^([a-z]+)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;

const named = (/** @type {string} */ root) => ({ given: '{ name }', subject: `\`${root}.\${name}\`` });

/** Of each sort of node: what the check is given, and the path of what it is about. */
const NODES = {
  spec: { given: '{ name }', subject: "'name'" },
  flow: named('flows'),
  call: { given: '{ component: name, path }', subject: 'path' },
  component: named('components'),
  data: named('data'),
  objective: { given: '{ name, path }', subject: 'path' },
};

/** The quality that rules of an area are mostly about. */
const ATTRIBUTES = { load: 'capacity', data: 'capacity', messaging: 'capacity', api: 'consistency' };
const QUALITIES = [
  'capacity',
  'latency',
  'availability',
  'durability',
  'consistency',
  'cost',
  'simplicity',
  'operability',
  'security',
  'requirements',
];

const camel = (/** @type {string} */ name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/**
 * The files that a new rule makes or changes, by path.
 * @param {string} id `area/name`
 * @param {string} on
 * @param {(path: string) => string | undefined} read the text of a file; undefined where there is none
 * @returns {Map<string, string>}
 */
export function newRule(id, on, read) {
  const [, area = '', name = ''] = ID.exec(id) ?? [];
  if (area === '') throw new Error(`"${id}" is no id of a rule: area/name, in small letters, with hyphens between words`);
  if (!Object.hasOwn(NODES, on)) throw new Error(`a rule is about one of ${Object.keys(NODES).join(', ')}, not "${on}"`);
  const file = `src/rules/${area}/${name}.ts`;
  if (read(file) !== undefined) throw new Error(`there is a rule ${id} already`);
  const index = `src/rules/${area}/index.ts`;
  const list = area.toUpperCase();
  const own = read(index);
  const files = new Map([[file, ruleText(id, on)]]);
  files.set(
    index,
    listed(
      own ?? `import type { AnyRule } from '../rule.js';\n\nexport const ${list}: readonly AnyRule[] = [];\n`,
      camel(name),
      `./${name}.js`,
      camel(name),
    ),
  );
  if (own === undefined) {
    const table = 'src/rules/table.ts';
    files.set(table, listed(read(table) ?? '', list, `./${area}/index.js`, `...${list}`));
  }
  return files;
}

/** A list with one more in it, and its import where it stands by the alphabet. */
function listed(/** @type {string} */ text, /** @type {string} */ name, /** @type {string} */ from, /** @type {string} */ item) {
  const lines = text.split('\n');
  const paths = lines.map((line) => /^import .* from '([^']*)';$/.exec(line)?.[1]);
  const after = paths.findIndex((path) => path !== undefined && (path.startsWith('./') ? path > from : false));
  const last = paths.findLastIndex((path) => path !== undefined);
  lines.splice(after >= 0 ? after : last + 1, 0, `import { ${name} } from '${from}';`);
  return lines.join('\n').replace(/(= \[)([^\]]*?),?(\s*)\];/, (_, open, items, end) => {
    if (items.trim() === '') return `${open}${item}];`;
    return end.includes('\n') ? `${open}${items},\n  ${item},\n];` : `${open}${items}, ${item}];`;
  });
}

function ruleText(/** @type {string} */ id, /** @type {string} */ on) {
  const [area = '', name = ''] = id.split('/');
  const { given, subject } = NODES[/** @type {keyof typeof NODES} */ (on)];
  const attribute = QUALITIES.includes(area) ? area : (ATTRIBUTES[/** @type {keyof typeof ATTRIBUTES} */ (area)] ?? 'capacity');
  return `import { defineRule } from '../rule.js';

/** TODO: what it finds, in one line. */
export const ${camel(name)} = defineRule({
  id: '${id}',
  on: '${on}',
  // Of a design that works and could be better: info. What will break: warning. What cannot work: error.
  severity: 'warning',
  confidence: 'medium',
  // Facts compared, words that contradict each other (contradiction), or something that is only not there (absence).
  evidence: 'comparison',
  attribute: '${attribute}',
  since: '${version()}',
  docs: {
    what: 'TODO: when it is raised.',
    why: 'TODO: what goes wrong otherwise.',
    cost: 'TODO: what following it costs.',
    source: 'TODO: author, title (year), chapter',
    falsePositives: 'TODO: where it is raised and does not matter.',
    // A spec that it is content with, and the same with the mistake: both are tests.
    good: \`sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: api }
components:
  api: { kind: service, instances: 8, each: { rate: 100 req/s } }
\`,
    bad: \`sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: api }
components:
  api: { kind: service, instances: 4, each: { rate: 100 req/s } }
\`,
  },
  // Every fact that the check asks for: \`sysdesign facts\` lists them.
  reads: ['totals.instances'],
  options: { least: { value: '5', field: 'count', meaning: 'TODO: what the number stands for' } },
  message: 'TODO: "{name}" has {left}, and {right} are needed',
  help: 'TODO: one action',
  *check(${given}, { fact, option }) {
    // No number and no text: the engine compares, over joint samples, and fills the words in braces.
    yield {
      subject: ${subject},
      because: [fact('totals.instances'), '<', option('least')],
      slots: { name },
    };
  },
});
`;
}

const version = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;

function main(/** @type {readonly string[]} */ argv) {
  const [id = ''] = argv.filter((word, i) => !word.startsWith('--') && argv[i - 1] !== '--on');
  const at = argv.indexOf('--on');
  const files = newRule(id, at < 0 ? 'component' : (argv[at + 1] ?? ''), (path) => {
    const full = join(ROOT, path);
    return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
  });
  for (const [path, text] of files) {
    if (argv.includes('--dry-run')) {
      console.log(`== ${path}\n${text}`);
      continue;
    }
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
    console.log(path);
  }
  if (argv.includes('--dry-run')) return;
  console.log(`\nFill in what says TODO, then:
  npx biome check --write src/rules
  npx vitest run test/rules/behavior/every-rule.test.ts -t '${id}'     its two specs are its test
  npm run build && node bin/sysdesign.js explain ${id}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
