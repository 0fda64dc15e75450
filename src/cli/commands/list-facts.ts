import { UserError } from '../../core/index.js';
import type { FactListing } from '../../report/index.js';
import { listingJson, listingText, withTexts } from '../../report/listing.js';
import { listFacts } from '../../workspace/index.js';
import type { Host } from '../host.js';
import type { SpecFlags } from '../options.js';
import { deliver, reportOptionsFor, targetsOf } from '../output.js';
import { asLoaded, configOf, specsOf } from '../specs.js';

/** Lists the facts of specs; without one, the patterns of the registry. */
export async function facts(patterns: readonly string[], flags: SpecFlags & { readonly filter?: string }, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], ['pretty', 'json', 'csv']);
  const io = await host.io();
  const { listings, problems } =
    patterns.length === 0 && flags.example === undefined
      ? { listings: listFacts(null, flags.filter), problems: [] }
      : await ofSpecs(patterns, flags, host);
  const renderings = [];
  for (const target of targets) {
    const options = await reportOptionsFor(target, flags, host);
    const text =
      target.format === 'json'
        ? listingJson(listings)
        : target.format === 'csv'
          ? (await import('../../report/csv.js')).listingCsv(listings)
          : listingText(listings, options);
    renderings.push({ target, text });
  }
  await deliver(renderings, io.files, host);
  if (problems.length > 0) throw new UserError(problems);
  return 0;
}

async function ofSpecs(patterns: readonly string[], flags: SpecFlags & { readonly filter?: string }, host: Host) {
  const io = await host.io();
  const loaded = await specsOf(patterns, flags, await configOf(io), io, asLoaded);
  const problems = [...loaded.problems];
  const listings: FactListing[] = [];
  for (const spec of loaded.specs) {
    problems.push(...spec.findings.filter((finding) => finding.severity === 'error'));
    if (spec.spec !== null) listings.push(...withTexts(listFacts(spec.spec, flags.filter), spec.spec.calendar));
  }
  return { listings, problems };
}
