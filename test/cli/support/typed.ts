import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COMMANDS } from '../../../src/cli/commands/index.js';
import { memoryFileSystem } from '../../../src/io/index.js';
import { type Ran, sysdesign } from '../../support/hosts.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const SPEC = 'shop.sysdesign.yaml';
export const text = readFileSync(`${ROOT}examples/url-shortener.sysdesign.yaml`, 'utf8');
/** Without doubt, which is costly to sample and adds a few columns: at the median of its only range. */
export const certain = text.replace('80M..150M users', '109.5M users');

/** Command lines that are what people type first, by command; of any other, itself with a spec. */
export const TYPED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  init: [['init', '--list']],
  merge: [['merge', 'result.json']],
  rules: [['rules'], ['rules', 'availability']],
  explain: [
    ['explain', 'totals.storage', SPEC],
    ['explain', 'schema/unknown-key'],
    ['explain', 'schema/'],
  ],
  sweep: [['sweep', 'assumptions.users=80M..200M', SPEC, '--points', '4']],
  facts: [
    ['facts', SPEC],
    ['facts', '--filter', 'storage'],
  ],
  catalog: [['catalog'], ['catalog', 'redis'], ['catalog', 'rate.redis.nopipe'], ['catalog', '--latency']],
  calc: [['calc', '80M..150M users * 12/month to req/s']],
  nines: [
    ['nines', '99.95'],
    ['nines', '--serial', '99.9%', '99.95%', '--parallel', '2 x 99%'],
  ],
  queue: [
    ['queue', '--rate', '80/s', '--time', '10ms'],
    ['queue', '--backlog', '1M', '--in', '0', '--out', '500/s'],
  ],
  quorum: [
    ['quorum', '3', '2', '2', '--node', '99%'],
    ['quorum', '3', '--delays', 'lnkd-ssd'],
  ],
  practice: [['practice', '--list']],
  help: [
    ['help', 'spec'],
    ['help', 'replication'],
    ['help', 'spec', 'latency'],
  ],
};

/** What prints a text of its own kind: a script for a shell, what was written. */
export const NO_FORMATS: readonly string[] = ['baseline', 'completion'];

export const ASKED = COMMANDS.filter(({ name }) => !NO_FORMATS.includes(name)).map(
  ({ name }) => [name, TYPED[name] ?? [[name, SPEC]]] as const,
);

/** How often commands sample here that do: what is looked at is how the numbers stand on the page. */
const FEW = ['--samples', '100'];
/** Whether a command samples what is uncertain, and says so. */
export const samples = memoized(async (name) => (await sysdesign([name, '--help'])).out.includes('--samples'));

export const run = async (argv: readonly string[], given: Parameters<typeof sysdesign>[1] = {}, spec = certain): Promise<Ran> =>
  await sysdesign(argv.includes(SPEC) && (await samples(argv[0] ?? '')) ? [...argv, ...FEW] : argv, {
    fileSystem: memoryFileSystem({ ...(await shipped()), [SPEC]: spec }),
    ...given,
  });

function memoized<T>(of: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (name) => {
    const value = known.get(name) ?? of(name);
    known.set(name, value);
    return value;
  };
}

let files: Record<string, string> | undefined;
/** The templates of the package, where `init` looks for them. */
async function shipped(): Promise<Record<string, string>> {
  files ??= {
    'result.json': (await sysdesign(['lint', SPEC, '-f', 'json'], { files: { [SPEC]: certain } })).out,
    [`${ROOT}package.json`]: '{}',
    [`${ROOT}templates/web-app.sysdesign.yaml`]: readFileSync(`${ROOT}templates/web-app.sysdesign.yaml`, 'utf8'),
  };
  return files;
}
