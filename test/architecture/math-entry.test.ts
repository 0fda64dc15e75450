import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/prepare.mjs')], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
});

describe('sysdesign/math', () => {
  it('is one file that loads nothing, so that a browser takes it as it is', () => {
    const text = readFileSync(join(ROOT, 'dist/math.js'), 'utf8');
    expect(ts.preProcessFile(text, true, true).importedFiles).toEqual([]);
    expect(text).not.toMatch(/\b(Buffer|process|require)\b[.(]/);
  });

  it('documents every function and its arguments', () => {
    const file = join(ROOT, 'dist/math.d.ts');
    const program = ts.createProgram([file], { noLib: true });
    const checker = program.getTypeChecker();
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    const functions = (module ? checker.getExportsOfModule(module) : [])
      .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
      .filter((symbol) => symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable));
    expect(functions.length).toBeGreaterThan(30);
    const bare = functions.filter((symbol) => {
      const tags = symbol.getJsDocTags(checker).map(({ name }) => name);
      return symbol.getDocumentationComment(checker).length === 0 || !tags.includes('param');
    });
    expect(bare.map(({ name }) => name)).toEqual([]);
  });
});
