import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sysdesign } from '../cli/hosts.js';

const FILES = ['examples', 'templates'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sysdesign.yaml'))
    .map((name) => `${folder}/${name}`),
);

/** The lines of the trees, the cut sets and what is below them, up to the notes that say what to state. */
const shownOf = (out: string): readonly string[] =>
  out
    .split(/^ *what must work.*$/m)
    .slice(1)
    .flatMap((part) => part.split(/^ *what would help|^$/m)[0]?.split('\n') ?? []);

describe('trees and cut sets of all examples and templates', () => {
  test.each(FILES)('%s: no ids, and within 80 columns', async (file) => {
    const files = { 'spec.sysdesign.yaml': readFileSync(file, 'utf8') };
    const { out } = await sysdesign(['availability', 'spec.sysdesign.yaml', '--verbose'], { files });
    for (const line of shownOf(out)) {
      expect(line).not.toMatch(/\b(components|flows|topology|causes)\.[a-z]/);
      expect(line).not.toMatch(/NaN|undefined|null|Infinity/);
      expect(line.length, line).toBeLessThanOrEqual(80);
    }
  });
});
