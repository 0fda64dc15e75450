import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { newRule } from '../../scripts/new-rule.mjs';

const ROOT = join(import.meta.dirname, '../..');

const read = (path: string): string | undefined => (existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : undefined);

/** What the compiler has to say of files, with some in place of those that are there. */
function mistakesIn(files: ReadonlyMap<string, string>): readonly string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const host = ts.createCompilerHost(options);
  const textOf = (path: string): string | undefined => files.get(path.replaceAll('\\', '/').slice(ROOT.length + 1));
  const { readFile, fileExists, directoryExists } = host;
  host.directoryExists = (path) =>
    [...files.keys()].some((file) => join(ROOT, file).startsWith(`${path}/`)) || directoryExists?.(path) === true;
  host.fileExists = (path) => textOf(path) !== undefined || fileExists(path);
  host.readFile = (path) => textOf(path) ?? readFile(path);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, version, ...rest) => {
    const text = textOf(path);
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version);
  };
  const own = [...files.keys()].map((path) => join(ROOT, path));
  const program = ts.createProgram(own, options, host);
  return own.flatMap((path) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
}

describe('the skeleton of a rule', () => {
  test('compiles for every sort of node, and is listed: where its area has others, and where it is the first', () => {
    const all = new Map<string, string>();
    for (const on of ['spec', 'flow', 'call', 'component', 'data', 'objective'])
      for (const [path, text] of newRule(`cost/slow-${on}`, on, (asked) => all.get(asked) ?? read(asked))) all.set(path, text);
    for (const [path, text] of newRule('tenancy/noisy-neighbor', 'call', (asked) => all.get(asked) ?? read(asked))) all.set(path, text);
    expect([...all.keys()].sort()).toEqual([
      'src/rules/cost/index.ts',
      'src/rules/cost/slow-call.ts',
      'src/rules/cost/slow-component.ts',
      'src/rules/cost/slow-data.ts',
      'src/rules/cost/slow-flow.ts',
      'src/rules/cost/slow-objective.ts',
      'src/rules/cost/slow-spec.ts',
      'src/rules/table.ts',
      'src/rules/tenancy/index.ts',
      'src/rules/tenancy/noisy-neighbor.ts',
    ]);
    expect(mistakesIn(all)).toEqual([]);
    expect(all.get('src/rules/cost/index.ts')).toMatch(/import \{ slowCall \} from '.\/slow-call.js';[\s\S]*slowCall,/);
    expect(all.get('src/rules/tenancy/index.ts')).toContain('export const TENANCY: readonly AnyRule[] = [noisyNeighbor];');
    expect(all.get('src/rules/table.ts')).toContain('  ...TENANCY,\n];');
  });

  test('says of each text what belongs there, so that none is forgotten', () => {
    const text = newRule('load/slow-store', 'component', read).get('src/rules/load/slow-store.ts') ?? '';
    expect(text.match(/TODO/g)?.length).toBeGreaterThan(6);
  });

  test.each([
    ['Load/x', 'component', 'is no id of a rule'],
    ['load', 'component', 'is no id of a rule'],
    ['load/hot-key', 'component', 'there is a rule load/hot-key already'],
    ['load/slow-store', 'store', 'not "store"'],
  ])('refuses %s on %s', (id, on, says) => {
    expect(() => newRule(id, on, read)).toThrow(says);
  });
});
