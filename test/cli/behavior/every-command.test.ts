import { beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands/index.js';
import { FORMATS, type FormatName } from '../../../src/report/index.js';
import { sysdesign, textOf } from '../../support/hosts.js';
import { ASKED, NO_FORMATS, run, TYPED } from '../support/typed.js';

/** Characters: what is clean is a short line, or an empty list. */
const LEAST: Partial<Record<FormatName, number>> = { compact: 5, 'code-quality': 2 };

/** The formats that `--help` lists. */
async function listedBy(name: string): Promise<readonly FormatName[]> {
  const { out } = await sysdesign([name, '--help']);
  const flag = /--format <name>([\s\S]*?)name=file/.exec(out)?.[1] ?? '';
  return FORMATS.filter((format) => new RegExp(`\\b${format}\\b`).test(flag));
}

describe('the formats of every command', () => {
  test('are asked about here', () => {
    const names: readonly string[] = COMMANDS.map(({ name }) => name);
    expect([...Object.keys(TYPED), ...NO_FORMATS].filter((name) => !names.includes(name))).toEqual([]);
  });

  describe.each(ASKED)('%s', (name, lines) => {
    let listed: readonly FormatName[] = [];
    beforeAll(async () => {
      listed = await listedBy(name);
    });

    test('has JSON, Markdown and CSV, as its help says', () => {
      expect(listed).toEqual(expect.arrayContaining(['pretty', 'json', 'markdown', 'csv']));
    });

    test('prints each that its help lists', async () => {
      for (const argv of lines) {
        // All of one evaluation: the first to standard output, each into a file.
        const ran = await run([...argv, '-f', listed[0] ?? '', ...listed.flatMap((format) => ['-f', `${format}=out/${format}`])]);
        expect([ran.code, ran.err], argv.join(' ')).toEqual([0, '']);
        expect(ran.out, argv.join(' ')).toBe(await textOf(ran, `out/${listed[0]}`));
        for (const format of listed) {
          const text = await textOf(ran, `out/${format}`);
          const about = `${argv.join(' ')} -f ${format}`;
          expect(text.length, about).toBeGreaterThan(LEAST[format] ?? 8);
          if (format === 'json') expect(typeof JSON.parse(text), about).toBe('object');
          if (format === 'csv') expect(text.split('\n')[0], about).toMatch(/^[\w "(),%/.-]+$/);
        }
      }
    });

    test('says which it has when it is asked for another', async () => {
      for (const format of FORMATS.filter((one) => !listed.includes(one))) {
        const { code, out, err } = await run([...(lines[0] ?? []), '-f', format]);
        expect([code, out]).toEqual([2, '']);
        expect(err.replace(/\s+/g, ' ')).toContain(
          `this command has no format "${format}" = help: the formats are ${listed.length > 0 ? 'pretty, json' : ''}`,
        );
      }
      const { err } = await run([...(lines[0] ?? []), '-f', 'sausage']);
      expect(err.replace(/\s+/g, ' ')).toMatch(/unknown format "sausage" = help: the formats are pretty/);
    });
  });
});
