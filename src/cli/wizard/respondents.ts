import { hang, wrap } from '../../report/text.js';
import { type AskedQuestion, BACK, type Respondent } from '../../wizard/index.js';
import type { Host } from '../host.js';
import type { Prompts } from '../prompts.js';
import { terminalWidth } from '../terminal.js';

/** Most columns of a line: that of the narrowest terminal that is usual. */
const MOST = 80;

/** Somebody at a terminal. What is shown goes to standard error, no wider than the screen. */
export function atTerminal(prompts: Prompts, host: Host): Pick<Respondent, 'ask' | 'tell'> {
  const width = Math.min(MOST, terminalWidth(host.err)) - 1;
  const tell = async (lines: readonly string[]): Promise<void> => {
    await host.err.write(lines.map((line) => `${fitted(line, width)}\n`).join(''));
  };
  return {
    tell,
    ask: async ({ question, number, of, prompt, heading, isAgain }: AskedQuestion): Promise<string> => {
      const { why, examples, typical, choices } = question;
      const unknown = `${typical.text} (${typical.because})`;
      const lines = [
        ...(heading === null ? [] : ['', `${heading}`, '-'.repeat(heading.length)]),
        '',
        `${number}/${of} ${prompt}`,
        `   ${why}`,
        ...(choices ? [] : [`   For example: ${examples}`]),
        `   ${choices ? 'Not known' : 'Enter if you do not know'}: ${unknown}`,
      ];
      if (!isAgain) await tell(lines);
      if (!choices) return await prompts.input('>');
      return await prompts.select('Which?', [
        ...choices.map(({ value, name, description }) => ({ value, name: `${name} (${description})` })),
        { value: '', name: "don't know" },
        { value: BACK, name: 'back to the question before' },
      ]);
    },
  };
}

/** A line that is too long goes on below, as far in as it began. */
function fitted(line: string, width: number): string {
  const lead = /^(?: {3}(?:[-=] )?|\d+\/\d+ )/.exec(line)?.[0] ?? '';
  if (lead === '') return line.length <= width ? line : wrap(line, width).join('\n');
  return line.length <= width ? line : hang(lead, line.slice(lead.length), width);
}
