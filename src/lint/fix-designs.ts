import { evaluationOf } from '../evaluate/evaluation.js';
import { weightOf, withFixes } from '../fixes/index.js';
import type { FileSystem } from '../io/index.js';
import { askingBy, judgingBy } from '../lenses/review/analyze.js';
import { type RulesConfig, rulesFor } from '../rules/index.js';
import { loadTree, type MapNode } from '../source/index.js';
import { type EditedFile, editedFiles } from '../workspace/edit-spec.js';
import { resolveSpec } from '../workspace/load.js';

/** Files with the changes that were made in them. */
export interface DesignFixed {
  readonly edited: readonly EditedFile[];
  /** In plain words, in the order in which they were made. */
  readonly labels: readonly string[];
}

/** More changes than these make another design of it. */
const MOST = 25;

/**
 * Mends what rules find in a spec, the worst first, by the change that saves most for what it costs; each is tried in full on what those before it
 * left. Nothing is written yet. One that takes away no more than it brings is not made, so that this ends.
 */
export async function fixedDesign(file: string, files: FileSystem, config: RulesConfig, catalog?: MapNode): Promise<DesignFixed> {
  const before = new Map<string, string>();
  const texts = new Map<string, string>();
  const overlaid = overlay(files, texts);
  const labels: string[] = [];
  while (labels.length < MOST) {
    const tree = await loadTree(file, overlaid);
    const spec = tree.ok ? (await resolveSpec(tree.value, file, catalog)).spec : null;
    if (!spec) break;
    const evaluation = await evaluationOf(spec);
    const judging = judgingBy(rulesFor(config, spec.file));
    const judged = await judging(evaluation);
    const findings = await withFixes(evaluation, judged, judging, { asking: askingBy(rulesFor(config, spec.file)) });
    const worst = [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
    const fix = worst
      .flatMap(({ fixes = [] }) => fixes)
      .find(({ lines, resolves, adds }) => lines !== null && weightOf(resolves) > weightOf(adds));
    const edited = fix && (await editedFiles(spec, fix.edits, overlaid));
    if (!fix || !edited?.ok) break;
    for (const one of edited.value) {
      if (!before.has(one.file)) before.set(one.file, one.before);
      texts.set(one.file, one.after);
    }
    labels.push(fix.label);
  }
  return { edited: [...texts].map(([name, after]) => ({ file: name, before: before.get(name) ?? '', after })), labels };
}

const RANK = { error: 0, warning: 1, info: 2 } as const;

/** Files of which some have another text, as they will once it is written. */
function overlay(files: FileSystem, texts: ReadonlyMap<string, string>): FileSystem {
  const textOf = (name: string): string | undefined => texts.get(files.display(name));
  return {
    ...files,
    readBytes: async (name, limit) => {
      const text = textOf(name);
      return text === undefined ? await files.readBytes(name, limit) : { ok: true, value: new TextEncoder().encode(text) };
    },
  };
}
