import type { Range } from '../core/index.js';
import type { Node } from '../source/index.js';
import { entriesOf, textOf } from './places.js';

/** A finding or a missed target that is accepted. */
export interface Waiver {
  readonly name: string;
  readonly rule: string;
  /** Path of what it is about; it holds for all that is in it. */
  readonly about: string;
  /** Which of several about the same. */
  readonly key: string | undefined;
  readonly reason: string;
  /** The last day on which it holds. */
  readonly until: string | undefined;
  readonly owner: string | undefined;
  /** Where its name stands, and where that of its rule does. */
  readonly at: Range;
  readonly ruleAt: Range;
}

/** The waivers of a map of them, which the schema accepts. */
export const waiversIn = (node: Node | undefined): readonly Waiver[] =>
  entriesOf(node).map(({ key: name, keyAt, value }): Waiver => {
    const at = (field: string): Node | undefined => (value.type === 'map' ? value.entries.get(field)?.value : undefined);
    const text = (field: string): string | undefined => textOf(at(field)) ?? undefined;
    return {
      name,
      rule: text('rule') ?? '',
      about: text('about') ?? '',
      key: text('key'),
      reason: text('reason') ?? '',
      until: text('until'),
      owner: text('owner'),
      at: keyAt,
      ruleAt: at('rule')?.at ?? keyAt,
    };
  });

/** Whether what is accepted about one path holds for another: the same, or something in it. */
export const covers = (about: string, path: string): boolean => path === about || path.startsWith(`${about}.`);

/** Days compare as their texts do. */
export const isExpired = (until: string | undefined, today: string | undefined): boolean =>
  until !== undefined && today !== undefined && until < today;
