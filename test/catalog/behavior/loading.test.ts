import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../src/catalog/', import.meta.url));

/** Files of the folder that importing one of them loads at once: types and `import()` load nothing. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(ROOT, file), 'utf8');
  for (const [, target = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.{1,2}\/[^']+)';/gm)) {
    const path = normalize(join(dirname(file), target.replace(/\.js$/, '.ts')));
    if (!path.startsWith('..')) loadedBy(path, seen);
  }
  return seen;
}

describe('importing the catalog', () => {
  it('reads no figure: most runs ask for none', () => {
    expect([...loadedBy('index.ts')].sort()).toEqual([
      'agreement.ts',
      'behavior.ts',
      'defaults.ts',
      'earth.ts',
      'entry.ts',
      'failure-defaults.ts',
      'folded-name.ts',
      'index.ts',
      'lookup.ts',
      'usual-egress.ts',
    ]);
  });
});
