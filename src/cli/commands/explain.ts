import { UserError } from '../../core/index.js';
import { explainWhatFits } from '../../evaluate/index.js';
import { type AskedDerivation, type ExplainedFact, explanationDocument, type FittingFacts } from '../../views/explanation.js';
import type { Host } from '../host.js';
import {
  addChanges,
  addOutput,
  addSpecs,
  changesFromFlags,
  type SpecFlags,
  UNJUDGED,
  usage,
  wholeNumber,
  withDefaults,
} from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { asLoaded, configOf, specsOf } from '../specs.js';
import { TOOL } from '../version.js';
import type { Define } from './define.js';

interface ExplainFlags extends SpecFlags {
  readonly depth?: number;
  readonly full?: boolean;
}

/** `area/name`, `area/` or `/`. Ids of facts have no slash, names of specs have a dot. */
const FINDING = /^[A-Za-z-]*\/[A-Za-z0-9-]*$/;

export const defineExplain: Define = (command, host, finish) => {
  command.argument(
    '<id>',
    'a fact, such as flows.read.rate.peak, or words that find it, such as cost (`sysdesign facts` lists them), or a finding, such as schema/unknown-key (`sysdesign explain schema/` lists those of schema)',
  );
  addChanges(addOutput(addSpecs(command), UNJUDGED))
    .option('--depth <levels>', 'how far down the working is shown (default: 3)', wholeNumber('--depth', 0, 10_000))
    .option('--full', 'all of the working')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign explain data.links.size.stored shop.sysdesign.yaml\n  sysdesign explain flows.redirect.rate.peak --example url-shortener -f json\n  sysdesign explain schema/unknown-key',
    )
    .action(async (id: string, patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<ExplainFlags>();
      finish(await (FINDING.test(id) ? explainFinding : explainFact)(id, patterns, flags, host));
    });
};

/** What a finding means, with an example; the findings of an area (`schema/`), or all of them (`/`). */
async function explainFinding(id: string, patterns: readonly string[], flags: SpecFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  const { example, scenario, set } = flags;
  const aside = [...patterns, ...(example ? ['--example'] : []), ...(scenario ? ['--scenario'] : []), ...(set ? ['--set'] : [])];
  if (aside.length > 0) throw usage('a finding means the same in every spec', `leave out ${aside.join(' ')}`);
  // The texts of all findings are long: a fact is explained without them.
  const [{ findingsOf }, { findingsDocument }] = await Promise.all([import('../../tools/findings.js'), import('../../views/findings.js')]);
  const found = findingsOf(id);
  if (!found.ok) throw new UserError(found.findings);
  await writeDocument(findingsDocument(found.value, flags, TOOL), targets, flags, host);
  return 0;
}

/** Levels of the working that are shown unless more are asked for. */
const DEPTH = 3;

function askedOf(patterns: readonly string[], { depth = DEPTH, full, example, scenario, set = [] }: ExplainFlags): AskedDerivation {
  const words = [
    ...patterns,
    ...(example === undefined ? [] : ['--example', example]),
    ...(scenario === undefined ? [] : ['--scenario', scenario]),
    ...set.flatMap((change) => ['--set', change]),
  ].map((word) => (/^[\w./:=,%+@-]+$/.test(word) ? word : `"${word}"`));
  return { depth: full === true ? Number.POSITIVE_INFINITY : depth, behind: words.map((word) => ` ${word}`).join('') };
}

/** Explains one fact of each spec. A spec that cannot be resolved is reported and skipped; the others are still explained. */
async function explainFact(fact: string, patterns: readonly string[], flags: ExplainFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  if (/\.ya?ml$|\.md$|[/\\]/.test(fact))
    throw usage(`"${fact}" is no fact id`, `the fact comes first: sysdesign explain flows.read.rate.peak ${fact}`);
  const changes = changesFromFlags(flags);
  const io = await host.io();
  const config = await configOf(host, flags);
  const { specs, problems } = await specsOf(patterns, flags, config, io, asLoaded);
  const failed = [...problems];
  const explained: (ExplainedFact | FittingFacts)[] = [];
  for (const { file, spec, findings } of specs) {
    failed.push(...findings.filter((finding) => finding.severity === 'error'));
    if (spec === null) continue;
    try {
      const found = await explainWhatFits(spec, fact, withDefaults(changes, config));
      const about = { file, conventions: spec.calendar };
      explained.push('fitting' in found ? { ...about, text: fact, fitting: found.fitting } : { ...about, ...found.explanation });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failed.push(...error.findings);
    }
  }
  if (explained.length > 0) await writeDocument(explanationDocument(explained, TOOL, askedOf(patterns, flags)), targets, flags, host);
  if (failed.length > 0) throw new UserError(failed);
  return 0;
}
