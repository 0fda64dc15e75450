import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../../src/rules/index.js';
import { sysdesign } from '../../support/hosts.js';

const rules = (...argv: readonly string[]) => sysdesign(['rules', ...argv]);
/** As a cell of a table in Markdown has it. */
const inCell = (text: string): string => text.replaceAll('`', '\\`').replaceAll('|', '\\|');

describe('sysdesign rules', () => {
  test('in Markdown is the page in docs: `node bin/sysdesign.js rules -f markdown -o docs/rules.md`', async () => {
    expect((await rules('-f', 'markdown')).out).toBe(readFileSync('docs/rules.md', 'utf8'));
  });

  test('has on that page every rule with its severity, its options, when it is raised and why', async () => {
    const lines = (await rules('-f', 'markdown')).out.split('\n');
    for (const { id, severity, options = {}, docs } of RULES) {
      const row = lines.find((line) => line.startsWith(`| \`${id}\` |`));
      expect(row, id).toBeDefined();
      for (const word of typeof severity === 'string' ? [severity] : Object.values(severity)) expect(row).toContain(word);
      for (const [name, { value }] of Object.entries(options)) expect(row).toContain(inCell(`${name}: ${value}`));
      if (!/[<>_*]/.test(docs.why)) expect(row).toContain(inCell(docs.why));
    }
  });

  test('at a terminal says when, and leaves why to explain', async () => {
    const { out } = await rules('availability/one-zone');
    expect(out).toMatch(/^availability\/one-zone {2}warning {2}availability$/m);
    expect(out.replace(/\s+/g, ' ')).toContain('All instances of a component are in one zone');
    expect(out.replace(/\s+/g, ' ')).not.toContain('Power, cooling and network');
  });

  test('says of a rule that is off what it would be', async () => {
    expect((await rules('load/peak-assumed')).out).toMatch(/^load\/peak-assumed {2}off \(info\) {2}capacity$/m);
    expect((await rules('load/peak-assumed', '--preset', 'thorough')).out).toMatch(/^load\/peak-assumed {2}info {2}capacity$/m);
  });

  test('by words that fit none names what is near', async () => {
    expect(await rules('availabilty')).toMatchObject({ code: 2, err: expect.stringContaining('did you mean "availability"') });
    expect(await rules('--preset', 'thorogh')).toMatchObject({ code: 2, err: expect.stringContaining('did you mean "thorough"') });
  });
});
