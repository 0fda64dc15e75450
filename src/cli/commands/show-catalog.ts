import { catalogEntries, findEntries, suggestProduct } from '../../catalog/index.js';
import { UserError } from '../../core/index.js';
import { catalogJson, catalogText } from '../../report/catalog.js';
import type { Host } from '../host.js';
import type { SpecFlags } from '../options.js';
import { deliver, reportOptionsFor, targetsOf } from '../output.js';
import { configOf } from '../specs.js';

/** Shows figures of the catalogue with their sources. */
export async function catalog(term: string, flags: SpecFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], ['pretty', 'json']);
  const io = await host.io();
  const found = term === '' ? await catalogEntries() : await findEntries(term);
  const { catalog: stated } = await configOf(io);
  const entries = stated ? await (await import('../../workspace/config-catalog.js')).entriesUnder(stated, found) : found;
  if (entries.length === 0) {
    const near = await suggestProduct(term);
    throw new UserError({
      rule: 'usage/not-in-catalog',
      severity: 'error',
      message: `nothing in the catalogue fits "${term}"`,
      help: near === undefined ? '`sysdesign catalog` lists everything' : `did you mean "${near}"?`,
    });
  }
  const renderings = [];
  for (const target of targets) {
    const options = await reportOptionsFor(target, flags, host);
    renderings.push({ target, text: target.format === 'json' ? catalogJson(entries) : catalogText(entries, term, options) });
  }
  await deliver(renderings, io.files, host);
  return 0;
}
