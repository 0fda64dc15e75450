import { UserError } from '../../core/index.js';
import { explanationJson, explanationText } from '../../report/explanation.js';
import type { ExplanationReport } from '../../report/index.js';
import { explainFact } from '../../workspace/index.js';
import type { Host } from '../host.js';
import { changesOf, type SpecFlags, usage, withDefaults } from '../options.js';
import { deliver, reportOptionsFor, targetsOf } from '../output.js';
import { asLoaded, configOf, specsOf } from '../specs.js';

/** Explains one fact of each spec. A spec that cannot be understood is told and skipped; the others are still explained. */
export async function explain(fact: string, patterns: readonly string[], flags: SpecFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], ['pretty', 'json']);
  if (/\.ya?ml$|\.md$|[/\\]/.test(fact))
    throw usage(`"${fact}" is no fact id`, `the fact comes first: sysdesign explain flows.read.rate.peak ${fact}`);
  const changes = changesOf(flags);
  const io = await host.io();
  const config = await configOf(io);
  const { specs, problems } = await specsOf(patterns, flags, config, io, asLoaded);
  const failed = [...problems];
  const explanations: ExplanationReport[] = [];
  for (const spec of specs) {
    failed.push(...spec.findings.filter((finding) => finding.severity === 'error'));
    if (spec.spec === null) continue;
    try {
      explanations.push({
        ...(await explainFact(spec.spec, fact, withDefaults(changes, config))),
        file: spec.file,
        conventions: spec.spec.calendar,
      });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failed.push(...error.findings);
    }
  }
  const renderings = [];
  for (const target of targets) {
    const options = await reportOptionsFor(target, flags, host);
    renderings.push({ target, text: (target.format === 'json' ? explanationJson : explanationText)(explanations, options) });
  }
  if (explanations.length > 0) await deliver(renderings, io.files, host);
  if (failed.length > 0) throw new UserError(failed);
  return 0;
}
