import type { Judgment } from '../core/index.js';
import type { Evaluation } from '../evaluate/evaluation.js';

/** Full to the last digit is not overloaded. */
const FULL = 1 - 1e-9;

/** What cannot do its work with everything up, whatever is down in the scenario that is looked at: every lens that judges a design shows it. */
export async function capacityFindings({ model, graph, requested }: Evaluation): Promise<readonly Judgment[]> {
  const state = requested.down.length === 0 ? '' : '.allUp';
  const overloaded = [...model.components.values()].filter(({ name }) => {
    const { state: known, value } = graph.get(`components.${name}.headroom.sized${state}`);
    return known === 'known' && value < FULL;
  });
  const growing = [...model.components.values()].flatMap(({ name, consumers }) =>
    consumers.flatMap(({ component, hasRate }) => (hasRate ? [{ queue: name, consumer: component }] : [])),
  );
  const backlogs = growing.filter(
    ({ queue, consumer }) => graph.get(`components.${queue}.consumers.${consumer}.backlog${state}`).value > 0,
  );
  if (overloaded.length + backlogs.length === 0) return [];
  const { backlogOf, overloadOf } = await import('./capacity-findings.js');
  return [
    ...overloaded.map((component) => overloadOf(component, graph, state)),
    ...backlogs.map(({ queue, consumer }) => backlogOf(queue, consumer, graph, state)),
  ];
}
