import { yamlOf } from '../differential/data.js';
import { generated } from '../differential/generate.js';
import type { Sound } from '../mutations/mutant.js';
import { FOREIGN_OPERATORS, TEXT_OPERATORS, WORD_OPERATORS } from '../mutations/operators/index.js';
import { specsIn } from '../mutations/specs.js';
import { Dice, generate, yamlOf as intervalsOf } from '../properties/specs.js';
import { hostile } from './hostile.js';

/** A command line and the file that it is given. */
export interface Case {
  readonly seed: number;
  readonly kind: Kind;
  readonly argv: readonly string[];
  readonly text: string | Uint8Array;
}

export const FILE = 'spec.sysdesign.yaml';

let sound: readonly Sound[] | undefined;
const soundSpecs = (): readonly Sound[] => {
  sound ??= [...specsIn('examples'), ...specsIn('templates'), ...specsIn('test/known-answers')];
  return sound;
};

/** Designs that state all that engines read, designs with intervals, and specs that people wrote. */
const anyText = (dice: Dice): string => {
  const which = dice.whole(0, 3);
  if (which === 0) return yamlOf(generated(dice.whole(1, 1e6)));
  if (which === 1) return intervalsOf(generate(dice));
  return dice.of(...soundSpecs()).text;
};

const OPERATORS = [...WORD_OPERATORS, ...TEXT_OPERATORS, ...FOREIGN_OPERATORS];

function mutant(dice: Dice): string {
  const spec = dice.of(...soundSpecs());
  const mutants = dice.of(...OPERATORS).mutants(spec);
  return mutants.length === 0 ? spec.text : dice.of(...mutants).text;
}

/** Up to eight bytes changed, left out, doubled or put in, and now and then a stretch moved. */
function edited(dice: Dice): Uint8Array {
  let bytes = [...Buffer.from(anyText(dice))];
  for (let i = dice.whole(1, 8); i > 0; i--) {
    const at = dice.whole(0, bytes.length - 1);
    const other = dice.chance(0.8) ? dice.of(...Buffer.from(' :,{}[]"\'#&*!|>%@-=.\n\t0129axyzGBμ')) : dice.whole(0, 255);
    const how = dice.whole(0, 4);
    if (how === 0) bytes[at] = other;
    else if (how === 1) bytes.splice(at, dice.whole(1, 3));
    else if (how === 2) bytes.splice(at, 0, other);
    else if (how === 3) bytes.splice(at, 0, ...bytes.slice(at, at + dice.whole(1, 40)));
    else bytes = [...bytes.slice(at), ...bytes.slice(0, at)].slice(0, bytes.length);
  }
  return Uint8Array.from(bytes);
}

export const KINDS = {
  valid: anyText,
  mutant,
  edited,
  hostile: (dice: Dice) => hostile(anyText(dice), dice),
} as const;

export type Kind = keyof typeof KINDS;

const FORMATS = ['pretty', 'compact', 'json', 'markdown', 'csv'] as const;
const OF_FINDINGS = ['sarif', 'github', 'junit', 'code-quality'] as const;
const FACTS = [
  'totals.cost',
  'totals.instances',
  'components.db.instances',
  'components.api.headroom',
  'flows.f1.rate.peak',
  'flows.f1.availability',
  'components.db.saturates',
  'data.d1.size.stored.year3',
  'components.*.fleet',
  'nothing.of.this',
] as const;
const CHANGES = [
  'flows.f1.rate=x10',
  'flows.f1.rate=0/s',
  'growth=300% per year',
  'horizon=200 years',
  'components.db.instances=1',
  'components.api.each.rate=0.001/s',
  'data.d1.item=1 PB',
  'assumptions.users=x1e6',
  'tier=critical',
  'flows.f1.peak=1',
  'flows.f1={}',
  'x',
] as const;

/** Commands that show a spec, the more often the more there is to work out. */
const SHOWING = [
  ...['estimate', 'estimate', 'availability', 'availability', 'latency', 'consistency', 'review', 'review'],
  ...['lint', 'validate', 'explain', 'sweep'],
] as const;
const JUDGING: ReadonlySet<string> = new Set(['review', 'lint']);

function argvOf(dice: Dice): readonly string[] {
  const command = dice.chance(0.03) ? 'facts' : dice.of(...SHOWING);
  const argv: string[] = [command];
  if (command === 'explain') argv.push(dice.of(...FACTS));
  if (command === 'sweep')
    argv.push(
      dice.of(
        'flows.f1.rate=x0.1..x100',
        'growth=0%..90%',
        'components.db.instances=1..40',
        'assumptions.users=1k..1M',
        'flows.f1.rate=0..0',
      ),
      '--points',
      String(dice.whole(2, 6)),
    );
  argv.push(FILE);
  const isJudging = JUDGING.has(command);
  if (dice.chance(0.5)) argv.push('-f', isJudging && dice.chance(0.5) ? dice.of(...OF_FINDINGS) : dice.of(...FORMATS));
  if (isJudging && dice.chance(0.3)) argv.push('--preset', dice.of('minimal', 'thorough', 'interview'));
  if (command === 'review' && dice.chance(0.3)) argv.push('--no-fixes');
  if (command === 'lint' && dice.chance(0.5)) argv.push(dice.of('--fix-dry-run', '--fix', '--fix=all', '--suppressions', '--print-config'));
  const isChanged = !['validate', 'facts', 'lint'].includes(command);
  if (isChanged && dice.chance(0.4)) argv.push('--set', dice.of(...CHANGES));
  if (isChanged && dice.chance(0.4)) argv.push('--scenario', dice.of('all', 'stress', 'later', 'sale', 'zone-out', 'year-3', 'none'));
  if (isChanged) argv.push('--samples', dice.of('100', '300', '1000'));
  if (command === 'estimate' && dice.chance(0.1)) argv.push('--napkin');
  if (dice.chance(0.15)) argv.push('--quiet');
  if (dice.chance(0.15)) argv.push('--verbose');
  return argv;
}

export function caseOf(kind: Kind, seed: number): Case {
  const dice = new Dice(seed * 7919 + Object.keys(KINDS).indexOf(kind));
  return { seed, kind, text: KINDS[kind](dice), argv: argvOf(dice) };
}
