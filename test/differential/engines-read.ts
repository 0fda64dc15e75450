import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULTS } from '../../src/schema/fields.generated.js';
import { RESOURCES } from './evaluator/targets.js';

const SRC = join(import.meta.dirname, '../../src');
/** Engines of load, storage, capacity and cost, and what they share. */
const FOLDERS = ['engines', 'engines/traffic', 'engines/storage', 'engines/capacity', 'engines/cost'];

/** Only rates of users who think between requests rest on how far they are: of those the evaluator has none. Where copies lie is for latency and consistency. */
const OF_OTHERS = new Set(['distance.ts', 'closed-path.ts', 'closed-network.ts', 'spread.ts', 'reach.ts', 'leader.ts', 'read-level.ts']);

/** Patterns of the literals that a spec may have, and options of its calls, from the list that the schema gives. */
function literalFields(): { readonly fields: ReadonlySet<string>; readonly options: ReadonlySet<string> } {
  const text = readFileSync(join(SRC, 'schema/fields.generated.ts'), 'utf8');
  const union = (type: string): ReadonlySet<string> => {
    const declared = new RegExp(`export type ${type} =([^;]*);`).exec(text)?.[1] ?? '';
    return new Set([...declared.matchAll(/'([^']+)'/g)].map(([, field]) => field as string));
  };
  return { fields: union('LiteralField'), options: union('CallField') };
}

/** Where an engine asks for what a spec states: the first text after the bracket, or after the name of a part. */
const ASKS =
  /\b(?:stated|formOf|isShare|follows|annualGrowth|filed|partOf)(?:<[^>]*>)?\(\s*(?:context, |\[[^\]]*\], |'\w+', )?(?:'([^']+)'|`([^`]+)`)/g;
const ASKS_CALL = /\boption\(\w+, (?:'(\w+)'|(\w+))\)/g;
const WORDS = /'([A-Za-z.]+)'/g;

/** Literal fields that these engines read; `call.` for options of calls. */
export function fieldsRead(): readonly string[] {
  const { fields, options } = literalFields();
  const read = new Set<string>();
  for (const folder of FOLDERS) {
    for (const file of readdirSync(join(SRC, folder))) {
      if (!file.endsWith('.ts') || OF_OTHERS.has(file)) continue;
      const text = readFileSync(join(SRC, folder, file), 'utf8');
      const words = [...new Set([...text.matchAll(WORDS)].map(([, word]) => word as string)), ...RESOURCES, 'target', 'afterLoss'];
      for (const [, whole, template] of text.matchAll(ASKS))
        for (const field of whole === undefined ? filled(template as string, words) : [whole]) if (fields.has(field)) read.add(field);
      for (const [, option, variable] of text.matchAll(ASKS_CALL))
        for (const name of option === undefined && variable !== undefined ? words : [option as string])
          if (options.has(name)) read.add(`call.${name}`);
    }
  }
  for (const field of [...read]) {
    const [area = '', , key = '', ...rest] = field.split('.');
    const inherited: Readonly<Record<string, readonly string[]>> = DEFAULTS;
    if (inherited[area]?.includes(key)) read.add([key, ...rest].join('.'));
  }
  return [...read].sort();
}

/** A template with words in place of what it is filled with. */
function filled(template: string, words: readonly string[]): readonly string[] {
  const hole = /\$\{\w+\}/.exec(template);
  return hole ? words.flatMap((word) => filled(template.replace(hole[0], word), words)) : [template];
}
