import type { Finding } from '../core/index.js';
import { contradiction, type StatedSpec } from './contradiction.js';
import type { Leaf } from './leaf.js';
import { entriesOf } from './places.js';
import { statedAt } from './resolution.js';

/**
 * Closed flows: their rate follows from users, think time and response time. A flow that states the rate too, or lacks the users, is one
 * mistake, at the first of these keys.
 */
export const closedMistakes = (spec: StatedSpec): readonly Finding[] =>
  entriesOf(spec.root.entries.get('flows')?.value).flatMap(({ key: flow }): readonly Finding[] => {
    const think = statedAt(spec, 'flows.*.think', flow);
    if (!think) return [];
    const users = statedAt(spec, 'flows.*.concurrent', flow);
    const rate = statedAt(spec, 'flows.*.rate', flow);
    const impossible = (leaf: Leaf, message: string, help: string): readonly Finding[] => [
      contradiction(leaf.at, leaf.path, message, help, leaf === think ? [] : [{ message: 'they think so long', at: think.at }]),
    ];
    if (rate)
      return [
        contradiction(
          think.at,
          think.path,
          `"${flow}" has a rate, and users who think between an answer and their next request, from which a rate follows`,
          users ? 'leave out rate, or think' : 'leave out think, or state concurrent, so many users, in place of rate',
          [{ message: 'this is its rate', at: rate.at }],
        ),
      ];
    if (!users)
      return impossible(
        think,
        `it is not stated how many users of "${flow}" think between an answer and their next request`,
        'state concurrent',
      );
    for (const field of ['every', 'lasts'] as const) {
      const other = statedAt(spec, `flows.*.${field}`, flow);
      if (other)
        return impossible(
          other,
          `${field}: ${other.text} of "${flow}" gives a rate, and users who think before their next request come as often as answers let them`,
          `leave out ${field}, or think`,
        );
    }
    const peak = statedAt(spec, 'flows.*.peak', flow);
    if (peak && isRate(peak))
      return impossible(
        peak,
        `the peak of "${flow}" is a rate, and of users who think it is counted how many there are`,
        'state a factor: peak: 3',
      );
    const spikes = [...spec.leaves].find(([path]) => new RegExp(`^flows\\.${flow}\\.spikes\\.[^.]+\\.rate$`).test(path))?.[1];
    return spikes
      ? impossible(
          spikes,
          `a spike of "${flow}" is a rate, and of users who think it is counted how many there are`,
          'state a factor: factor: 3',
        )
      : [];
  });

const isRate = ({ value }: Leaf): boolean => value.kind === 'rate';
