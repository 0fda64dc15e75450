import { type Outcome, UserError } from '../../core/index.js';
import type { Calendar } from '../../quantity/index.js';
import { jsonText } from '../../report/json.js';
import { ninesJson, ninesText } from '../../report/nines.js';
import { findingData } from '../../report/result-data.js';
import { written } from '../../tools/nines/literal.js';
import { type Nines, ninesOfCycle, ninesOfMembers, ninesOfText } from '../../tools/nines/nines.js';
import { calendarOf } from '../calendar.js';
import type { Host } from '../host.js';
import { usage } from '../options.js';
import { deliver, reportOptionsFor, targetsOf } from '../output.js';
import { TOOL } from '../version.js';
import type { NinesFlags } from './nines.js';

/** How available something is, without a spec. What is wrong goes to standard error, or into the JSON on standard output. */
export async function nines(text: string, flags: NinesFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], ['pretty', 'json']);
  const calendar = calendarOf(flags.convention ?? []);
  const answer = answerOf(text, flags, calendar);
  const isTold = targets.some(({ format, file }) => format === 'json' && file === undefined);
  if (!answer.ok && !isTold) throw new UserError(answer.findings);
  const io = await host.io();
  const renderings = [];
  for (const target of targets) {
    const options = await reportOptionsFor(target, flags, host);
    if (target.format === 'json') renderings.push({ target, text: jsonOf(answer, text, calendar) });
    else if (answer.ok) renderings.push({ target, text: ninesText(answer.value, calendar, options) });
  }
  await deliver(renderings, io.files, host);
  return answer.ok ? 0 : 2;
}

const EXAMPLE = 'for example sysdesign nines 99.95, sysdesign nines "4 min/month" or sysdesign nines --mtbf 720h --mttr 30min';

/** One question at a time: a figure, what something is made of, or how it fails and is repaired. */
function answerOf(text: string, flags: NinesFlags, calendar: Calendar): Outcome<Nines> {
  const { serial, parallel = [], needed = [], mtbf, mttr } = flags;
  const isStated = text.trim() !== '';
  const isMade = serial !== undefined || parallel.length > 0;
  const isCycle = mtbf !== undefined || mttr !== undefined;
  if (needed.length > 0 && parallel.length === 0) throw usage('--needed goes with --parallel', 'for example --parallel 3 x 99% --needed 2');
  if ([isStated, isMade, isCycle].filter(Boolean).length > 1) {
    const asked = [isStated ? `"${text.trim()}"` : '', isMade ? '--serial or --parallel' : '', isCycle ? '--mtbf and --mttr' : ''];
    throw usage(`one question at a time: ${asked.filter((part) => part !== '').join(', or ')}`, EXAMPLE);
  }
  if (isMade) {
    if (needed.length > 1 && needed.length !== parallel.length) {
      throw usage(
        `--needed is given ${needed.length} times for ${parallel.length} of --parallel`,
        'give it once for all, or once for each',
      );
    }
    const groups = parallel.map((words, i) => ({ group: written('--parallel', words), needed: needed[i] ?? needed[0] ?? 1 }));
    return ninesOfMembers(serial ? written('--serial', serial.join(' ')) : null, groups, calendar);
  }
  if (isCycle) {
    if (mtbf === undefined || mttr === undefined) {
      throw usage(
        `--${mtbf === undefined ? 'mttr' : 'mtbf'} needs --${mtbf === undefined ? 'mtbf' : 'mttr'} beside it`,
        'for example --mtbf 720h --mttr 30min',
      );
    }
    return ninesOfCycle(written('--mtbf', mtbf), written('--mttr', mttr), calendar);
  }
  if (!isStated) throw usage('there is nothing to work out', EXAMPLE);
  return ninesOfText(written('availability', text), calendar);
}

function jsonOf(answer: Outcome<Nines>, text: string, calendar: Calendar): string {
  const { day, week, month, year } = calendar;
  const about = { format: 'sysdesign.nines/1', tool: TOOL, conventions: { day, week, month, quarter: 3 * month, year } };
  const told = answer.ok
    ? { ...about, ...ninesJson(answer.value, calendar), findings: [] }
    : {
        ...about,
        expression: text,
        availability: null,
        unavailability: null,
        findings: answer.findings.map(findingData),
      };
  return jsonText(told);
}
