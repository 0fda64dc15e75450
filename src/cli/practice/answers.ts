import { parse } from 'yaml';
import { UserError } from '../../core/index.js';
import type { FileSystem } from '../../io/index.js';
import { readText } from '../../io/index.js';
import type { Candidate, Question, TimedAnswer } from '../../practice/index.js';
import { usage } from '../options.js';

const MOST = 500;

/** Answers by the id of their question; those of one id follow each other. */
export type FiledAnswers = ReadonlyMap<string, readonly string[]>;

/**
 * A file of answers, such as `purpose: ...`, `estimates: { write-rate: 40/s }`, `design: [...]`.
 * @param example what such a file may hold
 * @throws UserError for what cannot be read
 */
export async function readAnswers(path: string, files: FileSystem, example = EXAMPLE): Promise<FiledAnswers> {
  const source = await readText(path, files);
  if (!source.ok) throw new UserError(source.findings);
  const answers = new Map<string, string[]>();
  let tree: unknown;
  try {
    tree = parse(source.value.text, { maxAliasCount: 100, logLevel: 'error' });
  } catch (error) {
    throw usage(`${path} is no YAML: ${error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : ''}`, example);
  }
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) throw usage(`${path} holds no answers`, example);
  const add = (id: string, value: unknown, depth: number): void => {
    if (answers.size > MOST || depth > 4 || value === null || value === undefined) return;
    if (Array.isArray(value)) for (const item of value.slice(0, MOST)) add(id, item, depth + 1);
    else if (typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) add(id === '' ? key : `${id}.${key}`, inner, depth + 1);
    else
      answers.set(id, [
        ...(answers.get(id) ?? []),
        ...String(value)
          .split('\n')
          .filter((line) => line.trim() !== ''),
      ]);
  };
  add('', tree, 0);
  return answers;
}

const EXAMPLE = 'for example { purpose: short links, estimates: { write-rate: 39 req/s }, design: ["redirect: api -> cache ?> links"] }';

/** Who answers from a file: what it does not have is left empty. `seconds: { estimates: 40 }` is what each answer of a stage takes. */
export function fromAnswers(answers: FiledAnswers): Candidate & { readonly unused: () => readonly string[] } {
  const left = new Map([...answers].map(([id, lines]) => [id, [...lines]]));
  return {
    ask: async ({ id, stage, edits }: Question): Promise<TimedAnswer> => ({
      id,
      // A text that is edited is given whole.
      text: (edits === undefined ? left.get(id)?.shift() : left.get(id)?.splice(0).join('\n')) ?? '',
      seconds: Number(answers.get(`seconds.${stage}`)?.[0] ?? 0) || 0,
    }),
    tell: async () => {},
    unused: () => [...left].flatMap(([id, lines]) => (lines.length > 0 && !id.startsWith('seconds.') ? [id] : [])),
  };
}
