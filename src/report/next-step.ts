import type { NextStep } from './blocks.js';
import type { Paint } from './paint.js';
import { hang, widthOf } from './text.js';

const LABEL = 'Next:';
const STEP = '  ';

/** The command on one line if it fits, else broken so that it can still be copied into a shell: where it must be, and at no other place. */
export function drawNextStep({ command, shows }: NextStep, width: number, { faint }: Paint): string {
  const line = `${LABEL} ${command.join(' ')}`;
  const text =
    shows !== undefined
      ? hang(`${LABEL} `, `${command.join(' ')} shows ${shows}`, width)
      : widthOf(line) <= width
        ? line
        : broken(command, width);
  return text.replace(LABEL, faint(LABEL));
}

function broken([first = '', ...pieces]: readonly string[], width: number): string {
  const lines = [`${LABEL} ${first}`];
  for (const piece of pieces) {
    const last = lines.length - 1;
    const longer = `${lines[last]} ${piece}`;
    if (widthOf(longer) + 2 <= width) lines[last] = longer;
    else lines.push(STEP + piece);
  }
  return lines.join(' \\\n');
}
