import { type Finding, type Outcome, type Range, success } from '../core/index.js';
import { type MapNode, type Parse, parseYaml, type SourceTree } from '../source/index.js';
import { findAfterModelErrors, type MistakesOfFacts } from './after-model-errors.js';
import { findAfterSchemaErrors, isLocal } from './after-schema-errors.js';
import { type RepairedYaml, repairYaml } from './repaired-yaml.js';
import { readTolerantly } from './tolerant/index.js';
import { isOfUndefinedName } from './undefined-names.js';

/**
 * What is wrong with a spec that is no YAML: its syntax, and what else is wrong with all that can be read of it, so that one run shows it all. Where a
 * line had to be left out, only what does not rest on other lines.
 * @param load reads the spec with a parser of ours
 */
export async function findAfterSyntaxErrors(
  first: readonly Finding[],
  load: (parse: Parse) => Promise<Outcome<SourceTree>>,
  file: string,
  mistakesOfFacts: MistakesOfFacts,
): Promise<readonly Finding[]> {
  const mended: RepairedYaml[] = [];
  const parse: Parse = (slice, warnings, tally): Outcome<MapNode> => {
    const read = parseYaml(slice, warnings, tally);
    const found = read.ok || !read.findings.every(({ rule }) => isOfSyntax(rule)) ? undefined : repairYaml(slice);
    if (found === undefined) return read;
    mended.push(found);
    return success(found.root);
  };
  const tree = await load(parse);
  // What cannot be corrected is reported as before.
  if (!tree.ok || mended.length === 0) return first;
  const syntax = mended.flatMap(({ findings }) => findings);
  const { tree: meant, shape, model } = await readTolerantly(tree.value, file);
  const wrong = model !== null && !('leaves' in model) ? model : [];
  const beyond =
    shape.length > 0
      ? [...shape, ...(await findAfterSchemaErrors(meant, shape, file, mistakesOfFacts))]
      : [...wrong, ...(await findAfterModelErrors(meant, wrong, file, mistakesOfFacts))];
  // Of a key that appears twice, either may be the one that was meant.
  const twice = syntax.flatMap(({ rule, related = [] }) => (rule === 'yaml/duplicate-key' ? related.map(({ at }) => toLineEnd(at)) : []));
  const touched = [...mended.flatMap(({ touched: ranges }) => ranges), ...twice];
  const isSure = mended.every(({ isSure }) => isSure);
  const keepsPlaces = mended.every(({ keepsPlaces }) => keepsPlaces);
  const isOwn = (finding: Finding): boolean =>
    finding.severity === 'error' &&
    finding.at !== undefined &&
    (isSure || isLocal(finding.rule) || isOfUndefinedName(finding, syntax) || (keepsPlaces && isOfPlace(finding.rule))) &&
    !touched.some((range) => overlap(range, finding.at as Range));
  return [...syntax, ...beyond.filter(isOwn)].sort((a, b) => (a.at?.start ?? 0) - (b.at?.start ?? 0));
}

/** Mistakes that rest on where a key stands, and on nothing else. */
const isOfPlace = (rule: string): boolean => /^schema\/(?!missing-key|indent|not-a-spec|more)|^spec\/contradiction$/.test(rule);

/** Mistakes of YAML; those of what other tools leave in a text are corrected first. */
const isOfSyntax = (rule: string): boolean => /^yaml\/(?!merge-marker|diff|empty|root|nesting|alias-bomb|comment|odd-)/.test(rule);

const overlap = (a: Range, b: Range): boolean => a.source === b.source && a.start < b.end && b.start < a.end;

function toLineEnd(at: Range): Range {
  const found = at.source.text.slice(at.end).search(/[\r\n]/);
  return { ...at, end: found < 0 ? at.source.text.length : at.end + found };
}
