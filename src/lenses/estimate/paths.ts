import type { FactResult } from '../../core/index.js';
import { amountOf } from '../../report/amounts.js';
import type { PathNode, Section } from '../../report/blocks.js';
import type { Model } from '../../spec/index.js';
import type { FactIndex } from '../shared/fact-index.js';
import type { PathResult } from './result.js';

/** What calls what in each flow, as the spec has it. */
export const pathsOf = ({ flows }: Model): readonly PathResult[] =>
  [...flows.values()].map(({ name, calls }) => ({
    flow: name,
    calls: calls.map(({ index, component, caller, async }) => ({
      index,
      component,
      caller: caller?.index ?? null,
      later: async,
    })),
  }));

const MOST_CALLS = 60;

/** Each flow from left to right, with the calls a second at peak on its arrows. A path of many calls is for programs. */
export function paths(index: FactIndex, flows: readonly PathResult[]): Section {
  const shown = flows.filter(({ calls }) => calls.length > 0 && calls.length <= MOST_CALLS);
  const rates = shown.flatMap(({ flow, calls }) => calls.flatMap((call) => rateOf(index, flow, call) ?? []));
  const isKnown = rates.some(({ state }) => state === 'known');
  const isUncertain = rates.some(({ spread }) => spread !== null);
  return {
    kind: 'section',
    title: `Paths (req/s at peak${isUncertain ? ', medians' : ''}${shown.some(({ calls }) => calls.some(({ later }) => later)) ? '; dotted: nobody waits' : ''})`,
    blocks: isKnown ? [{ kind: 'paths', paths: shown.map((path) => pathNode(index, path)) }] : [],
  };
}

/** The calls of a flow at its own peak: of one that is off-peak, in its hour; in that of the others it is at its mean, as they are in its own. */
function rateOf(index: FactIndex, flow: string, call: PathResult['calls'][number]): FactResult | undefined {
  const at = `flows.${flow}.calls.${call.index}.rate` as const;
  const [peak, apart] = [index.get(`${at}.peak`), index.get(`${at}.offPeak`)];
  return apart && medianOf(apart) > medianOf(peak) ? apart : peak;
}

const medianOf = (fact: FactResult | undefined): number => fact?.spread?.p50 ?? (typeof fact?.value === 'number' ? fact.value : 0);

function pathNode(index: FactIndex, { flow, calls }: PathResult): PathNode {
  const below = (caller: number | null): PathNode['calls'] =>
    calls
      .filter((call) => call.caller === caller)
      .map((call) => {
        const fact = rateOf(index, flow, call);
        const median = fact?.spread ? { ...known(fact), value: fact.spread.p50, spread: null } : fact;
        return {
          amount: amountOf(median, 'req/s', { bare: true }) ?? UNKNOWN,
          isLater: call.later,
          to: { name: call.component, calls: below(call.index) },
        };
      });
  return { name: flow, calls: below(null) };
}

const known = ({ unit, state }: FactResult): Pick<FactResult, 'unit' | 'state'> => ({ unit, state });

const UNKNOWN = { kind: 'amount', value: null, unit: 'req/s' } as const;
