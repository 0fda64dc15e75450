import type { SuccessTreeResult } from './result.js';

/**
 * A tree in which what stands under more than one branch is marked: it fails all of them at once, so that branches that stand in for each other do less
 * than they seem to.
 * @param events what each part stands for: equal where it is the same thing that fails
 */
export function withShared(tree: SuccessTreeResult, events: ReadonlyMap<SuccessTreeResult, string>): SuccessTreeResult {
  const counts = new Map<string, number>();
  const count = (need: SuccessTreeResult): void => {
    const event = events.get(need);
    if (event !== undefined) counts.set(event, (counts.get(event) ?? 0) + 1);
    need.children.forEach(count);
  };
  count(tree);
  const marked = (need: SuccessTreeResult): SuccessTreeResult => ({
    ...need,
    ...((counts.get(events.get(need) ?? '') ?? 0) > 1 && { shared: true }),
    children: need.children.map(marked),
  });
  return marked(tree);
}
