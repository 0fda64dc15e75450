import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isFull } from '../../support/full.js';
import { sysdesign } from '../../support/hosts.js';

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));
const names = readdirSync(EXAMPLES).filter((name) => name.endsWith('.sysdesign.yaml'));
const asked: readonly (readonly string[])[] = [
  ['estimate'],
  ['estimate', '--verbose'],
  ['availability'],
  ['estimate', '--scenario', 'all'],
];

test.each(isFull ? names : names.slice(0, 3))('%s is shown alike whatever else is asked for', async (name) => {
  const files = { [name]: readFileSync(join(EXAMPLES, name), 'utf8') };
  for (const words of asked) {
    for (const format of ['pretty', 'markdown']) {
      const alone = await sysdesign([...words, name, '-f', format], { files });
      const beside = await sysdesign([...words, name, '-f', format, '-f', 'json=result.json'], { files });
      expect(beside.out).toBe(alone.out);
      expect(beside.code).toBe(alone.code);
      expect(alone.out).not.toBe('');
    }
  }
});
