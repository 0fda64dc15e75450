import { PARTS, type TemplateParts, wishesOf } from './design.js';
import { type Question, readAs, refused } from './question.js';

/** Asked last: whether the path that answers lead to is to be built so. */
export const PATH: Question = {
  id: 'path',
  section: 'runs',
  prompt: 'Is that the path?',
  why: 'Each part is there for a reason; you may have others.',
  examples: 'yes, with cache, without balancer, without queue',
  typical: { text: 'yes', because: 'it follows from the answers' },
  read: (text) => {
    const line = text
      .trim()
      .toLowerCase()
      .replace(/\b(?:load[- ]?)?balancer\b|\blb\b/g, 'balancer')
      .replace(/\bno\b(?=\s+\w)/g, 'without');
    if (/^(?:y|yes|ok|so)[.!]?$/.test(line)) return readAs('yes');
    const wishes = wishesOf(line);
    const rest = line.replace(/\b(?:with|without) (?:cache|balancer|queue)\b/g, '').replace(/[\s,;]|\band\b/g, '');
    if (wishes.size === 0 || rest !== '') return refused(`yes, or what to have or to leave out of ${PARTS.join(', ')}`);
    return readAs([...wishes].map(([part, isWanted]) => `${isWanted ? 'with' : 'without'} ${part}`).join(', '));
  },
};

/** The path as arrows: misses behind `?>`, what nobody waits for behind `~>`. */
export function pathLines({ hasBalancer, hasCache, hasFiles, work }: TemplateParts): readonly string[] {
  const front = hasBalancer ? 'lb -> api' : 'api';
  return [
    `read   ${front} -> ${hasCache ? 'cache ?> db   (?> where the cache does not have it)' : 'db'}`,
    `write  ${front} -> db`,
    ...(hasFiles ? [`       ${front} -> files`] : []),
    ...(work === 'queue' ? [`       ${front} ~> jobs -> worker   (~> nobody waits)`] : []),
    ...(work === 'waited' ? [`       ${front} -> worker`] : []),
  ];
}
