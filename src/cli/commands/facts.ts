import { isTimeout, UserError } from '../../core/index.js';
import { listFacts } from '../../evaluate/index.js';
import { type FactsOfSpec, factsDocument, patternsDocument } from '../../views/facts.js';
import type { Host } from '../host.js';
import { addOutput, addSpecs, type SpecFlags, UNJUDGED } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { asLoaded, configOf, specsOf } from '../specs.js';
import type { Define } from './define.js';

interface FactsFlags extends SpecFlags {
  readonly filter?: string;
}

export const defineFacts: Define = (command, host, finish) => {
  addOutput(addSpecs(command), UNJUDGED)
    .option('--filter <text>', 'only facts that these words fit: storage, egress peak, bandwidth')
    .addHelpText(
      'after',
      '\nWithout a spec: the patterns of all facts (k is mean, peak or spike.<name>).\n' +
        '\nExamples:\n  sysdesign facts --filter storage\n  sysdesign facts shop.sysdesign.yaml -f csv',
    )
    .action(async (patterns: readonly string[]) => finish(await facts(patterns, command.optsWithGlobals<FactsFlags>(), host)));
};

/** Lists the facts of specs; without one, the patterns of the registry. */
async function facts(patterns: readonly string[], flags: FactsFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  if (patterns.length === 0 && flags.example === undefined) {
    await writeDocument(patternsDocument(listFacts(null, flags.filter), flags), targets, flags, host);
    return 0;
  }
  const io = await host.io();
  const { specs, problems } = await specsOf(patterns, flags, await configOf(host, flags), io, asLoaded);
  const failed = [...problems, ...specs.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'))];
  const listed: FactsOfSpec[] = [];
  for (const { file, spec } of specs) {
    if (spec === null) continue;
    try {
      listed.push({ file, conventions: spec.calendar, facts: listFacts(spec, flags.filter) });
    } catch (error) {
      if (!isTimeout(error)) throw error;
      failed.push(...error.findings);
    }
  }
  await writeDocument(factsDocument(listed, flags), targets, flags, host);
  if (failed.length > 0) throw new UserError(failed);
  return 0;
}
