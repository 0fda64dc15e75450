import { UserError } from '../../core/index.js';
import { explainFact as explanationOf } from '../../evaluate/index.js';
import { type ExplainedFact, explanationDocument } from '../../views/explanation.js';
import type { Host } from '../host.js';
import { addChanges, addOutput, addSpecs, changesOf, type SpecFlags, UNJUDGED, usage, withDefaults } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { asLoaded, configOf, specsOf } from '../specs.js';
import { TOOL } from '../version.js';
import type { Define } from './index.js';

/** `area/name`, `area/` or `/`. Ids of facts have no slash, names of specs have a dot. */
const FINDING = /^[A-Za-z-]*\/[A-Za-z-]*$/;

export const defineExplain: Define = (command, host, finish) => {
  command.argument(
    '<id>',
    'a fact, such as flows.read.rate.peak (`sysdesign facts` lists them), or a finding, such as schema/unknown-key (`sysdesign explain schema/` lists those of schema)',
  );
  addChanges(addOutput(addSpecs(command), UNJUDGED))
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign explain data.links.size.stored shop.sysdesign.yaml\n  sysdesign explain flows.redirect.rate.peak --example url-shortener -f json\n  sysdesign explain schema/unknown-key',
    )
    .action(async (id: string, patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags>();
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

/** Explains one fact of each spec. A spec that cannot be resolved is reported and skipped; the others are still explained. */
async function explainFact(fact: string, patterns: readonly string[], flags: SpecFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  if (/\.ya?ml$|\.md$|[/\\]/.test(fact))
    throw usage(`"${fact}" is no fact id`, `the fact comes first: sysdesign explain flows.read.rate.peak ${fact}`);
  const changes = changesOf(flags);
  const io = await host.io();
  const config = await configOf(host, flags);
  const { specs, problems } = await specsOf(patterns, flags, config, io, asLoaded);
  const failed = [...problems];
  const explained: ExplainedFact[] = [];
  for (const { file, spec, findings } of specs) {
    failed.push(...findings.filter((finding) => finding.severity === 'error'));
    if (spec === null) continue;
    try {
      explained.push({ ...(await explanationOf(spec, fact, withDefaults(changes, config))), file, conventions: spec.calendar });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failed.push(...error.findings);
    }
  }
  if (explained.length > 0) await writeDocument(explanationDocument(explained, TOOL), targets, flags, host);
  if (failed.length > 0) throw new UserError(failed);
  return 0;
}
