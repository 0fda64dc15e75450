import { describe, expect, test } from 'vitest';
import { widthOf } from '../../../src/report/text.js';
import { isFull } from '../../support/full.js';
import { ASKED, certain, run, SPEC, samples, text } from '../support/typed.js';

/** What takes part in a terminal's colors and cursor. */
const ESCAPE = '\u001b';

/** Lines that are not folded: text that is copied as it is, a file's name, a command to type. */
const isCopied = (line: string): boolean => !/\s\S+\s+\S/.test(line.trim());

describe.each(ASKED)('what %s shows', (name, lines) => {
  test.each(isFull ? [40, 80, 120, 200] : [40, 80])('fits %i columns', async (columns) => {
    for (const argv of lines) {
      for (const LC_ALL of columns === 80 ? ['C.UTF-8', 'C'] : ['C.UTF-8']) {
        const shown = columns === 80 && (await samples(name)) ? text : certain;
        const { out, err } = await run(argv, { terminal: true, columns, env: { NO_COLOR: '1', LC_ALL } }, shown);
        for (const line of `${out}${err}`.split('\n'))
          expect(widthOf(line) <= columns || isCopied(line), `${argv.join(' ')} at ${columns}: ${line}`).toBe(true);
      }
    }
  });

  test('has no escapes where they are not wanted', async () => {
    for (const argv of [
      ...(isFull ? lines : lines.slice(0, 1)),
      [name, '--help'],
      [name, '--no-such-flag'],
      [...(lines[0] ?? []), '-f', 'sausage'],
    ]) {
      const terminal = { terminal: true, columns: 80 };
      const quiet = [{ ...terminal, env: { TERM: 'dumb' } }, { ...terminal, env: { NO_COLOR: '1' } }, {}];
      for (const given of isFull ? quiet : quiet.slice(0, 1)) {
        const { out, err } = await run(argv, given);
        expect(`${out}${err}`.includes(ESCAPE), argv.join(' ')).toBe(false);
      }
      const { out, err } = await run([...argv, '--no-color'], { ...terminal, env: { FORCE_COLOR: '1' } });
      expect(`${out}${err}`.includes(ESCAPE), `${argv.join(' ')} --no-color`).toBe(false);
    }
  });
});

test('colors are there where they are wanted', async () => {
  for (const argv of [
    ['estimate', SPEC],
    ['help', 'spec'],
    ['explain', 'totals.storage', SPEC],
  ])
    expect((await run(argv, { terminal: true, columns: 80, env: { TERM: 'xterm' } })).out).toContain(ESCAPE);
});
