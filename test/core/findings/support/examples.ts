import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FindingExample, FindingId } from '../../../../src/core/index.js';
import { unreadable, unwritable } from '../../../../src/io/findings.js';
import { type FileSystem, memoryFileSystem } from '../../../../src/io/index.js';

/** What an example is run with: its files, and those of the package that `init` and `--example` read. */
export interface Setting {
  readonly argv: readonly string[];
  readonly fileSystem: FileSystem;
}

const SPEC = 'shop.sysdesign.yaml';
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PACKAGE = Object.fromEntries(
  ['package.json', 'templates/web-app.sysdesign.yaml', 'examples/url-shortener.sysdesign.yaml'].map((name) => [
    ROOT + name,
    readFileSync(ROOT + name),
  ]),
);

const HEAD = 'sysdesign: 1\nname: shop\n';
const including = (names: readonly string[]): string => `${HEAD}include: [${names.join(', ')}]\n`;
const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `f${i}.yaml`);
const MANY = numbered(201);
const DEEP = numbered(21);

type Files = Readonly<Record<string, string | Uint8Array>>;

/** What `given` states in words: the files that a row has no room for, and the disk that refuses. */
const GIVEN: Partial<Record<FindingId, Files | ((files: FileSystem) => FileSystem)>> = {
  'fix/outdated': (files) => {
    let reads = 0;
    return {
      ...files,
      readBytes: async (name) => {
        const bytes = await files.readBytes(name);
        if (name !== SPEC || !bytes.ok || ++reads === 1) return bytes;
        return { ok: true, value: new TextEncoder().encode(`# saved meanwhile\n${new TextDecoder().decode(bytes.value)}`) };
      },
    };
  },
  'io/encoding': { [SPEC]: Buffer.from('sysdesign: 1\nname: café\n', 'latin1') },
  'io/link': (files) => ({
    ...files,
    readBytes: async () => ({ ok: true, value: new TextEncoder().encode('root:*:19000:0\n') }),
    realPath: async (name) => (name === SPEC ? '/etc/shadow' : await files.realPath(name)),
  }),
  'io/too-large': { [SPEC]: `#${' '.repeat(10_000_001)}` },
  'io/unreadable': (files) => ({
    ...files,
    readBytes: async (name) => (name === SPEC ? { ok: false, findings: [unreadable(name, 'EACCES')] } : await files.readBytes(name)),
  }),
  'io/unwritable': (files) => ({ ...files, writeWhole: async (name) => ({ ok: false, findings: [unwritable(name, 'EACCES')] }) }),
  'markdown/blocks': { 'design.md': '```yaml sysdesign\ncounts: [a]\n```\n'.repeat(1001) },
  'schema/more': { [SPEC]: `${HEAD}${Array.from({ length: 60 }, (_, i) => `zebra${i}: 1\n`).join('')}` },
  'source/include-count': { [SPEC]: including(MANY), ...Object.fromEntries(MANY.map((name) => [name, 'tier: critical\n'])) },
  'source/include-depth': {
    [SPEC]: including(['f0.yaml']),
    ...Object.fromEntries(DEEP.map((name, i) => [name, `include: [${DEEP[i + 1] ?? 'more.yaml'}]\n`])),
  },
  'source/include-size': {
    [SPEC]: including(['a.yaml', 'b.yaml']),
    'a.yaml': `#${' '.repeat(6_000_000)}\ntier: critical\n`,
    'b.yaml': `#${' '.repeat(6_000_000)}\ntier: critical\n`,
  },
  'yaml/too-large': { [SPEC]: `counts: [${'a,'.repeat(500_001)}a]\n` },
};

export function settingOf(id: FindingId, { run, spec, files, given }: FindingExample): Setting {
  const more = GIVEN[id];
  if ((given === undefined) !== (more === undefined)) throw new Error(`${id}: what the row gives in words is made here, and nothing else`);
  const all: Files = { ...PACKAGE, ...(spec !== undefined && { [SPEC]: spec }), ...files, ...(typeof more === 'object' && more) };
  const isRefused = typeof more === 'function';
  const held = memoryFileSystem(isRefused ? { [SPEC]: HEAD, ...all } : all);
  return { argv: run ?? ['validate', SPEC], fileSystem: isRefused ? more(held) : held };
}
