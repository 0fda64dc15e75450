import { expect, it } from 'vitest';
import { checkedId, factId, type Graph, idInYear, leafId, type TopicOf, uncheckedId } from '../../../src/facts/index.js';

/** Never called: what does not compile here fails `npm run check`, and so does an `@ts-expect-error` above a line that compiles. */
function asked(graph: Graph, name: string, words: string): string {
  const at = `flows.${name}` as const;
  const topic: TopicOf<'components'> = 'rate.peak';
  graph.get('totals.cost');
  graph.get(`components.${name}.rate.peak`);
  graph.get(`components.${name}.rate.spike.${name}`);
  graph.get(`components.${name}.${topic}`);
  graph.get(`${at}.latency.p99`);
  graph.get(`data.${name}.size.stored.year3`);
  graph.get(`stated.flows.${name}.spikes.${name}.lasts`);
  graph.get(factId('components.*.fleet', name));
  graph.get(idInYear(leafId(words), 3));
  graph.get(uncheckedId(words));
  // @ts-expect-error no total is called so
  graph.get('totals.costs');
  // @ts-expect-error nor anything of a component
  graph.get(`components.${name}.own.p99`);
  // @ts-expect-error what a root has, another one lacks
  graph.get(`${at}.fleet`);
  // @ts-expect-error the schema has no such literal
  graph.get(`stated.flows.${name}.spikes.${name}.last`);
  // @ts-expect-error of words nobody knows what they name
  graph.get(words);
  // @ts-expect-error nor of words behind a root
  graph.get(`components.${name}.${words}`);
  // @ts-expect-error whether there is such a fact is asked in the same way
  graph.has(`components.${name}.fleets`);
  // @ts-expect-error and what it is counted in
  graph.unitOf(words);
  graph.get('components.db.consumers.worker.headroom.year2');
  graph.get(`flows.read.calls.${1 as number}.hit`);
  graph.get(checkedId('components.db.rate.spike.launch'));
  // @ts-expect-error nothing of a topic that is misspelt is a name: a placeholder stands for one
  graph.get(`components.${name}.ratee.fleet`);
  // @ts-expect-error nor in words
  graph.get('components.db.ratee.fleet');
  // @ts-expect-error nor behind another name
  graph.get(`components.${name}.consumers.${name}.late.headroom`);
  // @ts-expect-error nor in a later year
  graph.get(`components.${name}.ratee.fleet.year3`);
  // @ts-expect-error nor in what the spec states
  graph.get(`stated.flows.${name}.spikes.${name}.first.lasts`);
  // @ts-expect-error a name may not be left out
  graph.get('components.fleet');
  // @ts-expect-error nor is it kept in data
  checkedId('flows.read.write.rate.peak');
  // @ts-expect-error a component has no such topic
  const wrong: TopicOf<'components'> = 'rate.peek';
  // @ts-expect-error a topic with a name in it is asked for with its id: here a name would take a dot
  const dotted: TopicOf<'components'> = 'rate.spike.launch.extra';
  // @ts-expect-error which no id may
  graph.get(`components.${name}.rate.spike.launch.extra`);
  return wrong + dotted;
}

it('asks for facts by ids that the compiler knows', () => expect(asked).toBeTypeOf('function'));

it('ids are what their patterns and names make of them', () => {
  expect(factId('components.*.rate.k', 'db', 'peak')).toBe('components.db.rate.peak');
  expect(idInYear('totals.cost', 2)).toBe('totals.cost.year2');
});
