import { type Reason, reasonText } from '../../core/index.js';
import type { Note, Section } from '../../report/blocks.js';
import { stateText } from '../../report/to-state.js';

/** What is not known, and why. */
export interface UnknownThing {
  readonly name: string;
  readonly missing: readonly Reason[];
}

const ARROW = { kind: 'symbol', symbol: 'arrow' } as const;

/** What to state for what is not known: each reason once, with what waits for it. */
export function unknownSection(things: readonly UnknownThing[]): Section {
  const wanted = new Map<string, { readonly reason: Reason; readonly names: readonly string[] }>();
  for (const { name, missing } of things)
    for (const reason of missing) {
      const key = reasonText(reason);
      wanted.set(key, { reason, names: [...(wanted.get(key)?.names ?? []), name] });
    }
  const notes = [...wanted.values()].map(
    ({ reason, names }): Note => ({ kind: 'note', text: [`${stateText(reason)} `, ARROW, ` ${names.join(', ')}`] }),
  );
  return { kind: 'section', title: 'Unknown', blocks: notes };
}
