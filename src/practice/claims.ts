import { behaviorOf, productOf } from '../catalog/index.js';
import { KINDS } from '../spec/index.js';
import type { Design, DesignPart } from './design.js';
import type { Evidence } from './evidence.js';
import { type Claims, dataPlaces } from './spec-text.js';
import type { Variant } from './variant.js';

const CLAIM = /\b(CP|AP|CA)\b/;

/** What lines claim of stores, `links: CP`; case matters for the claim alone: "ap" is also how an app begins. */
export function claimsIn(
  lines: readonly string[],
  stores: readonly string[],
): { readonly claims: Claims; readonly quotes: ReadonlyMap<string, string> } {
  const claims: Record<string, Claims[string]> = {};
  const quotes = new Map<string, string>();
  for (const line of lines)
    for (const name of stores) {
      const at = line.toLowerCase().search(new RegExp(`(?:^|[^\\w-])${name.toLowerCase()}(?![\\w-])`));
      const claim = at < 0 ? undefined : CLAIM.exec(line.slice(at))?.[1];
      if (claim !== 'CP' && claim !== 'AP' && claim !== 'CA') continue;
      claims[name] = claim;
      quotes.set(name, line);
    }
  return { claims, quotes };
}

/**
 * What is wrong with claims of CP and AP: what the store that was drawn does in a partition, and what its data may not do. CA is left to the rules.
 *
 * @source Gilbert and Lynch 2002, SIGACT News 33(2); products as the catalog has them, by their default settings (`sysdesign catalog cassandra`)
 */
export async function judgeClaims(
  variant: Variant,
  design: Design,
  lines: readonly string[],
): Promise<{ readonly claims: Claims; readonly evidence: readonly Evidence[] }> {
  const stores = [...design.parts.values()].filter(({ kind }) => KINDS[kind].queried !== null);
  const { claims, quotes } = claimsIn(
    lines,
    stores.map(({ name }) => name),
  );
  const places = dataPlaces(variant, design);
  const evidence: Evidence[] = [];
  for (const [name, claim] of Object.entries(claims)) {
    const part = design.parts.get(name);
    if (part === undefined || claim === 'CA') continue;
    const wrong = (await wrongOf(part, claim)) ?? needOf(variant, places, name, claim);
    evidence.push({
      criterion: 'depth',
      points: wrong === null ? 1 : 0,
      of: 1,
      quote: quotes.get(name) ?? null,
      reason: wrong ?? `"${name}" is ${claim}, as claimed`,
    });
  }
  return { claims, evidence };
}

/** What contradicts a claim in how the store works; null for nothing. */
async function wrongOf({ name, copies }: DesignPart, claim: 'CP' | 'AP'): Promise<string | null> {
  const product = await productOf(name);
  const behavior = product === undefined ? undefined : await behaviorOf(product.name);
  if (behavior?.pacelc) {
    const is = behavior.pacelc.startsWith('PA') ? 'AP' : 'CP';
    if (is === claim) return null;
    return `"${name}" is claimed to be ${claim}: with its default settings (reads at ${behavior.read}, writes at ${behavior.write}) it is ${is}; another level has to be asked for`;
  }
  if (claim === 'AP' && (copies ?? 1) > 1)
    return `"${name}" is claimed to be AP: with one primary, the side of a partition that is without it takes no writes. AP is a store that takes them on either side, and settles conflicts`;
  if (claim === 'AP' && copies === null) return `"${name}" is claimed to be AP, and has no copies: whoever is cut off from it has nothing`;
  return null;
}

/** What the data asks for; null where either would do. */
function needOf({ problem }: Variant, places: ReadonlyMap<string, string>, name: string, claim: 'CP' | 'AP'): string | null {
  if (claim === 'CP') return null;
  const set = Object.keys(problem.agrees ?? {}).find((data) => places.get(data) === name);
  return set === undefined ? null : `"${name}" is claimed to be AP: ${problem.agrees?.[set]}`;
}
