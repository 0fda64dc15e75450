import { type Behavior, behaviorOf, catalogEntries, findEntries, productOf, suggestProduct } from '../../catalog/index.js';
import { UserError } from '../../core/index.js';
import { catalogDocument, latencyDocument } from '../../views/catalog.js';
import type { Host } from '../host.js';
import { addOutput, type SpecFlags, UNJUDGED, usage } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { configOf } from '../specs.js';
import type { Define } from './define.js';

interface CatalogFlags extends SpecFlags {
  readonly latency?: boolean;
}

export const defineCatalog: Define = (command, host, finish) => {
  addOutput(command.argument('[term...]', 'words, an id or a product; without one, what there is'), UNJUDGED)
    .option('--latency', 'the latency numbers every programmer should know, of 2012 and of today')
    .option('--verbose', 'every entry, where no word is asked for')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign catalog redis\n  sysdesign catalog same datacenter\n  sysdesign catalog --latency\n  sysdesign catalog price egress -f json',
    )
    .action(async (terms: readonly string[]) => finish(await catalog(terms.join(' '), command.optsWithGlobals<CatalogFlags>(), host)));
};

/** Shows figures of the catalog with their sources. */
async function catalog(term: string, flags: CatalogFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  const isLatency = flags.latency === true;
  if (isLatency && term !== '') throw usage('--latency is a table of its own', `leave out --latency, or "${term}"`);
  const found = term === '' ? await catalogEntries() : await findEntries(term);
  const { catalog: stated } = await configOf(host, flags);
  const entries = stated ? await (await import('../../workspace/config-catalog.js')).entriesUnder(stated, found) : found;
  const behavior = term === '' || isLatency ? undefined : await behaviorFor(term);
  if (entries.length === 0 && !behavior) {
    const near = await suggestProduct(term);
    throw new UserError({
      rule: 'usage/not-in-catalog',
      severity: 'error',
      message: `nothing in the catalog fits "${term}"`,
      help: near === undefined ? '`sysdesign catalog` lists everything' : `did you mean "${near}"?`,
    });
  }
  const document = isLatency
    ? latencyDocument((await import('../../catalog/latency-numbers.js')).latencyNumbers(entries), flags)
    : catalogDocument(entries, flags, term === '', behavior);
  await writeDocument(document, targets, flags, host);
  return 0;
}

/** What the product of that name guarantees by its settings. */
async function behaviorFor(term: string): Promise<Behavior | undefined> {
  const product = await productOf(term);
  return product && (await behaviorOf(product.name));
}
