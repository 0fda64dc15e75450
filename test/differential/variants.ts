import { Dice } from '../properties/specs.js';
import { at, Literal, literalsOf, type Tree, withAt } from './data.js';
import { yearsOf } from './generate.js';

/** A spec as it is filed, and what is asked of it. */
export interface Variant {
  readonly name: string;
  readonly filed: Tree;
  /** Paths and what they are set to. */
  readonly set: Readonly<Record<string, string>>;
  readonly changed: Tree;
  /** Years from today that are looked at; null: as it stands. */
  readonly years: number | null;
}

/** Literals that may be multiplied by any factor. */
const SCALED =
  /^(?:horizon|flows\.\w+\.(?:rate|concurrent|every|lasts|request|response)|data\.\w+\.(?:item|item\.\w+|items|size|added|addedBy\.\w+|readBy\.\w+|compression)|components\.\w+\.(?:each\.\w+|work\.\w+|price\.\w+|consumers\.\w+\.(?:rate|batch|times)|holds\.\w+|retention|pool|pool\.size|quota\.(?:rate|reads|writes|network|connections|storage)))$/;
/** A load above the mean: set above what it was, or left to scale with its mean. */
const ABOVE_MEAN = /^flows\.\w+\.(?:peak|spikes\.\w+\.(?:rate|factor))$/;
/** Of these there are only whole ones. */
const COUNTS = /\.(?:servers|connections|pool|pool\.size)$/;
const GROWTH = /^(?:growth|(?:flows|data)\.\w+\.growth)$/;

/** Literals without which a spec is none, or means something else. */
const KEPT = /(?:^|\.)(?:conventions|scenarios|skew|popularity|replication|spikes|holds|addedBy|readBy|pool)(?:\.|$)/;

/** What `npm test` asks of a spec: as it stands, and two of the other four in turn. */
export const fewVariantsOf = (spec: Tree, seed: number): readonly Variant[] =>
  variantsOf(spec, seed).filter((_, i) => i === 0 || i === 1 + (seed % 2) || i === 3 + (Math.floor(seed / 2) % 2));

/** The spec as it stands, under a change, in a later year, under both, and with something left out. */
export function variantsOf(spec: Tree, seed: number): readonly Variant[] {
  const dice = new Dice(seed ^ 0x5bd1e995);
  const { set, changed } = change(spec, dice);
  const without = leftOut(spec, dice);
  const years = yearsOf(spec);
  return [
    { name: 'as it stands', filed: spec, set: {}, changed: spec, years: null },
    { name: 'changed', filed: spec, set, changed, years: null },
    { name: 'later', filed: spec, set: {}, changed: spec, years },
    { name: 'changed and later', filed: spec, set, changed, years },
    { name: 'with something left out', filed: without, set: {}, changed: without, years: dice.chance(0.3) ? years : null },
  ];
}

function change(spec: Tree, dice: Dice): { readonly set: Record<string, string>; readonly changed: Tree } {
  const set: Record<string, string> = {};
  let changed = spec;
  const candidates = literalsOf(spec).filter(({ path }) => [SCALED, ABOVE_MEAN, GROWTH].some((kind) => kind.test(path.join('.'))));
  for (let i = dice.whole(1, 3); i > 0 && candidates.length > 0; i--) {
    const { path, literal } = dice.of(...candidates);
    const key = path.join('.');
    if (key in set || literal.form === 'forever' || literal.form === 'window') continue;
    const [text, made] = other(key, literal, dice);
    set[key] = text;
    changed = withAt(changed, path, made);
  }
  return { set, changed };
}

function other(path: string, { value, form, per }: Literal, dice: Dice): readonly [string, Literal] {
  if (GROWTH.test(path)) return ['x4 per 250M s', new Literal('x4 per 250M s', 4, 'growth', 250e6)];
  const isShare = form === 'share' || form === 'dailyReads' || form === 'hits';
  const factor = ABOVE_MEAN.test(path) ? 1.5 : isShare ? 0.5 : COUNTS.test(path) ? dice.of(2, 3, 10) : dice.of(0.5, 2, 3, 10);
  return [`x${factor}`, new Literal(`x${factor}`, value * factor, form, per)];
}

/** The spec without one of its literals. */
function leftOut(spec: Tree, dice: Dice): Tree {
  const candidates = literalsOf(spec).filter(({ path }) => {
    const rest = at(spec, ...path.slice(0, -1));
    // Without it, those who are there at once would ask for nothing: a peak that is stated as a rate has no ratio then.
    const isPace = at(rest, 'concurrent') !== undefined && /every|lasts/.test(path.at(-1) ?? '');
    return !isPace && !KEPT.test(path.join('.')) && path.length > 1 && typeof rest === 'object' && Object.keys(rest).length > 1;
  });
  return candidates.length === 0 ? spec : withAt(spec, dice.of(...candidates).path, undefined);
}
