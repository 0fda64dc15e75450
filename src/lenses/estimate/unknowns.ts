import { type FactResult, type IdParts, isPath, isSameReason, NOT_COMPUTED, partsOf, type Reason, reasonText } from '../../core/index.js';
import { addressOf } from '../../facts/index.js';
import type { Block, Section } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { plural } from '../../report/text.js';
import { stateText } from '../../report/to-state.js';

interface Unknown {
  /** What to do: `state flows.read.response`; or the reason as it is. */
  readonly action: string;
  /** Facts that wait for it. */
  readonly facts: readonly string[];
}

interface Unknowns {
  readonly toState: readonly Unknown[];
  /** Areas whose engines do not exist yet, such as `availability`. */
  readonly notYetComputed: readonly string[];
}

/** Names that are listed one by one. */
const MOST_NAMES = 8;

const MOST_UNKNOWNS = 3;

/** What would have to be stated, and the facts that wait for it. */
export function unknownsSection(facts: readonly FactResult[], { verbose }: View, managed: readonly string[]): Section {
  const { toState, notYetComputed } = unknownsOf(facts, managed);
  const shown = verbose ? toState : toState.slice(0, MOST_UNKNOWNS);
  const more = toState.length - shown.length;
  const blocks: readonly Block[] = [
    ...(shown.length === 0
      ? []
      : [{ kind: 'list', items: shown.map(({ action, facts: of }) => ({ text: [action, ' ', ARROW, ' ', someOf(of)] })) } as const]),
    ...(more === 0 ? [] : [{ kind: 'note', text: `and ${more} more: --verbose lists them` } as const]),
    ...(notYetComputed.length === 0 ? [] : [{ kind: 'note', text: `${NOT_COMPUTED.text}: ${notYetComputed.join(', ')}` } as const]),
  ];
  return { kind: 'section', title: 'Unknown', blocks };
}

const ARROW = { kind: 'symbol', symbol: 'arrow' } as const;

/** Unknown facts by the field that would make them known; the missing field that most facts need comes first. */
function unknownsOf(facts: readonly FactResult[], managed: readonly string[]): Unknowns {
  const waiting = new Map<string, { readonly reason: Reason; readonly facts: readonly string[] }>();
  const notYet = new Set<string>();
  for (const fact of facts) {
    if ((fact.state === 'known' && fact.missing.length === 0) || addressOf(fact.id)?.kind.isOptional === true) continue;
    for (const reason of fact.missing) {
      if (isSameReason(reason, NOT_COMPUTED)) {
        notYet.add(topicOf(fact.id));
        continue;
      }
      if (isPath(reason) && (reason.path === fact.id || isOfManaged(reason.path, managed))) continue;
      const { facts: of } = waiting.get(reasonText(reason)) ?? { facts: [] };
      waiting.set(reasonText(reason), { reason, facts: [...of, fact.id] });
    }
  }
  const groups = new Map<string, { reason: Reason; names: string[]; facts: string[] }>();
  for (const [text, { reason, facts: of }] of waiting) {
    const { root, name, topic } = partsOf(isPath(reason) ? reason.path : '');
    const key = topic === '' ? text : `${root}.*.${topic}`;
    const group = groups.get(key) ?? { reason, names: [], facts: [] };
    if (topic !== '') group.names.push(name);
    group.facts.push(...of);
    groups.set(key, group);
  }
  const toState = [...groups]
    .sort(([a, one], [b, other]) => other.facts.length - one.facts.length || (a < b ? -1 : 1))
    .map(([, { reason, names, facts: of }]): Unknown => ({ action: actionOf(reason, names), facts: [...new Set(of)] }));
  return { toState, notYetComputed: [...notYet].sort() };
}

/** What one instance of a managed service carries is for others to know; what it costs is not. */
const isOfManaged = (path: string, managed: readonly string[]): boolean =>
  isOfInstances(partsOf(path)) && managed.includes(partsOf(path).name);

const isOfInstances = ({ root, topic }: IdParts): boolean => root === 'components' && /^each(?:\.|$)/.test(topic) && topic !== 'each.cost';

/** `state flows.read.response`, or `state each.rate of api, links, events` where several lack the same. */
function actionOf(first: Reason, names: readonly string[]): string {
  if (!isPath(first) || names.length < 2) return stateText(first);
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return `state ${partsOf(first.path).topic} of ${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}

/** `flows.read.latency.p99` is about latency. */
const topicOf = (id: string): string => {
  const { root, name, topic } = partsOf(id);
  return (root === 'totals' ? name : partsOf(topic).root) || id;
};

/** `flows.read.egress.mean and 3 more`. */
function someOf(ids: readonly string[]): string {
  const [first = ''] = ids;
  return ids.length <= 1 ? first : `${first} and ${plural(ids.length - 1, 'more', 'more')}`;
}
