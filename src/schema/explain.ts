import type { Finding } from '../core/index.js';
import { missingSpace, oddScalar, trapOf } from '../source/index.js';
import { below, type DocumentPlace, headOf, type Located, locate, parentOf, placeAt, textAt, type ValidatedDocument } from './document.js';
import { batchHome, billHome } from './elsewhere.js';
import { clipped, given, nearest, wanted } from './expected.js';
import { callMistake, layoutMistakes } from './joined-mistakes.js';
import { type Shape, shapeOfNode } from './shape.js';
import { kindAmong, kindFor, placeFor } from './synonyms.js';
import { badName, keysThatTake, misspelt, misspeltByValue, nearestKey, unknownKey } from './unknown-key.js';
import type { SchemaError } from './validate.js';

/** Errors of the validator that are looked at, and findings that are made of them. */
const MOST_ERRORS = 2000;
const MOST_FINDINGS = 50;

/** What the errors of the validator come to: one finding a mistake, at its cause, in the order of the text. */
export function explain(document: ValidatedDocument, errors: readonly SchemaError[]): readonly Finding[] {
  const findings = findingsOf(document, distinct(errors.slice(0, MOST_ERRORS)).map(locate));
  const sorted = unrepeated(findings).sort(order);
  if (sorted.length <= MOST_FINDINGS) return sorted;
  const rest = sorted.length - MOST_FINDINGS + 1;
  const [next] = sorted.slice(MOST_FINDINGS - 1);
  return [
    ...sorted.slice(0, MOST_FINDINGS - 1),
    {
      rule: 'schema/more',
      severity: 'error',
      message: `and ${rest}${errors.length > MOST_ERRORS ? ' or more' : ''} further mistakes from here on`,
      ...(next?.at && { at: next.at }),
    },
  ];
}

/** An alias stands in several places, but what is wrong with it is wrong once. */
function unrepeated(findings: readonly Finding[]): Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const finding of findings) {
    const { rule, message, at } = finding;
    const key = JSON.stringify([rule, message, at?.source.name, at?.start, at?.end]);
    if (!byPlace.has(key)) byPlace.set(key, finding);
  }
  return [...byPlace.values()];
}

function order(a: Finding, b: Finding): number {
  const [first, second] = [a.at?.source.name ?? '', b.at?.source.name ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return (a.at?.start ?? 0) - (b.at?.start ?? 0);
}

/** Without the errors that only repeat another one at the same place. */
function distinct(errors: readonly SchemaError[]): readonly SchemaError[] {
  const seen = new Set(errors.map(({ keyword, instancePath }) => `${keyword} ${instancePath}`));
  return errors.filter(({ keyword, instancePath }) => {
    // Of a list that may be a word, what is wrong is in an item.
    if (keyword === 'anyOf' && errors.some((other) => other.instancePath.startsWith(`${instancePath}/`))) return false;
    // Each alternative of an `anyOf` reports why it does not fit.
    if (keyword !== 'anyOf' && seen.has(`anyOf ${instancePath}`)) return false;
    // A name is bad because it does not match the pattern of names.
    if (keyword === 'pattern') return !seen.has(`propertyNames ${instancePath}`);
    // A component without a kind is of no known kind either.
    return keyword !== 'discriminator' || !seen.has(`required ${instancePath}`);
  });
}

function findingsOf(document: ValidatedDocument, errors: readonly Located[]): readonly Finding[] {
  const overall = wholeDocument(document, errors);
  if (overall !== undefined) return [overall];
  const findings: Finding[] = [];
  let rest = errors;
  for (const { finding, causes } of layoutMistakes(document, rest)) {
    const left = rest.filter((located) => !causes(located));
    if (left.length === rest.length) continue;
    findings.push(finding);
    rest = left;
  }
  for (const located of rest) {
    const call = callMistake(document, located);
    if (call === undefined || !rest.includes(located)) continue;
    findings.push(call.finding);
    rest = rest.filter((other) => !call.causes(other));
  }
  return [...findings, ...keyMistakes(document, rest), ...rest.flatMap((located) => valueMistake(document, located) ?? [])];
}

/** A document of another version, or of something else altogether. */
function wholeDocument(document: ValidatedDocument, errors: readonly Located[]): Finding | undefined {
  const { noun, root, shapes } = document;
  const version = root.entries.get('sysdesign')?.value;
  if (version !== undefined && errors.some(({ pointer, error }) => pointer === '/sysdesign' && error.keyword === 'const')) {
    const isNumber = version.type === 'scalar' && typeof version.value === 'number';
    const common = {
      rule: 'schema/version',
      severity: 'error',
      at: textAt(placeAt(document, '/sysdesign')),
      path: 'sysdesign',
      // Where nothing stands, there is nothing to replace.
      ...(version.at.end > version.at.start && { suggestion: '1' }),
    } as const;
    if (!isNumber) return { ...common, message: `the version should be the number 1, not ${given(version)}`, help: 'write sysdesign: 1' };
    return { ...common, message: `unknown version ${given(version)}; this release reads 1`, help: 'write sysdesign: 1' };
  }
  // A configuration needs no key: whatever map it is, it is one with unknown keys.
  const required = shapes.root?.required ?? [];
  const known = [...root.entries.keys()].some(
    (key) => Object.hasOwn(shapes.root?.props ?? {}, key) || nearestKey(key, required) !== undefined,
  );
  if (known || required.length === 0 || root.entries.size === 0) return undefined;
  const { source, start } = root.at;
  return {
    rule: 'schema/not-a-spec',
    severity: 'error',
    message: `this is not a ${noun}: it has none of the keys of one`,
    at: { source, start, end: start },
    help: `a ${noun} begins with ${required.map((key) => `${key}: ${shapes.root?.props?.[key]?.example ?? '...'}`).join(' and ')}`,
  };
}

/** Keys that are unknown, missing or no names. An unknown key that is a missing one misspelt is one mistake. */
function keyMistakes(document: ValidatedDocument, errors: readonly Located[]): readonly Finding[] {
  const findings: Finding[] = [];
  const missing = new Map<string, Set<string>>();
  for (const { owner, error } of errors) {
    const key = missingKeyOf(error);
    if (key === undefined) continue;
    const keys = missing.get(owner) ?? new Set();
    missing.set(owner, keys.add(key));
  }
  for (const located of errors) {
    if (located.error.keyword === 'propertyNames') findings.push(badName(document, located));
    if (located.error.keyword !== 'additionalProperties') continue;
    const lacking = missing.get(located.owner);
    const { means, ...finding } = unknownKey(document, located, [...(lacking ?? [])]);
    if (means !== undefined) lacking?.delete(means);
    findings.push(finding);
  }
  for (const [owner, keys] of missing) for (const key of keys) findings.push(missingKey(document, owner, key));
  return findings;
}

const missingKeyOf = ({ keyword, params }: SchemaError): string | undefined =>
  (keyword === 'required' || keyword === 'dependencies') && typeof params.missingProperty === 'string' ? params.missingProperty : undefined;

function missingKey(document: ValidatedDocument, owner: string, key: string): Finding {
  const place = placeAt(document, owner);
  const { path, shape, entry } = place;
  const found = misspelt(place, key);
  if (found !== undefined) return found;
  const kinds = shape?.tag === key ? Object.keys(shape.kinds ?? {}) : undefined;
  const example = shape?.props?.[key]?.example ?? '...';
  return {
    rule: 'schema/missing-key',
    severity: 'error',
    message: `${entry === undefined ? `the ${document.noun}` : `"${clipped(entry.key)}"`} has no "${key}"`,
    at: headOf(place),
    path: path.join('.'),
    help: kinds === undefined ? `add ${key}: ${example}` : `add ${key}: one of ${kinds.join(', ')}`,
  };
}

/** What is wrong with a value; undefined for errors about keys. */
function valueMistake(document: ValidatedDocument, { pointer, error }: Located): Finding | undefined {
  const place = placeAt(document, pointer);
  const { node, path, entry } = place;
  const shape = place.shape ?? {};
  const noun = clipped(entry?.key ?? String(path.at(-2) ?? document.noun));
  const common = { severity: 'error', at: textAt(place), path: path.join('.') } as const;
  const odd = node.type === 'scalar' ? oddScalar(node) : undefined;
  if (odd !== undefined) return { ...common, ...odd };
  switch (error.keyword) {
    case 'additionalProperties':
    case 'propertyNames':
    case 'required':
    case 'dependencies':
      return undefined;
    case 'discriminator': {
      const tag = shape.tag ?? 'kind';
      return notAWord(tag, Object.keys(shape.kinds ?? {}), placeAt(document, below(pointer, tag)));
    }
    case 'type':
      return misspeltByValue(document, pointer) ?? wrongType(document, place, noun);
    case 'minItems':
    case 'maxItems': {
      const [count, limit] = [node.type === 'list' ? node.items.length : 0, Number(error.params.limit)];
      const bound = error.keyword === 'minItems' ? 'at least' : 'at most';
      if (count > 0)
        return {
          ...common,
          rule: 'schema/count',
          message: `"${noun}" takes ${bound} ${limit} entries, not ${count}`,
          ...exampleHelp(shape),
        };
      return {
        ...common,
        rule: 'schema/empty',
        message: `the list of "${noun}" is empty`,
        help: `name at least one, or leave "${noun}" out`,
      };
    }
    case 'uniqueItems':
      return repeatedItem(document, pointer, error, noun);
    case 'minLength':
      return { ...common, rule: 'schema/empty', message: `"${noun}" is empty`, ...exampleHelp(shape) };
    case 'minProperties':
    case 'maxProperties': {
      const count = node.type === 'map' ? node.entries.size : 0;
      if (count === 0 && Number(error.params.limit) === 1)
        return { ...common, at: headOf(place), rule: 'schema/empty', message: `"${noun}" is empty`, ...exampleHelp(shape) };
      return { ...common, at: headOf(place), rule: 'schema/count', message: `"${noun}" takes two to six entries, not ${count}` };
    }
    default:
      if (shape.words !== undefined) return notAWord(noun, shape.words.map(String), place);
      return { ...common, rule: 'schema/bad-value', message: `"${noun}" cannot be ${given(node)}`, ...exampleHelp(shape) };
  }
}

/** `from: [eu, eu]`: at the one that is there already. */
function repeatedItem(document: ValidatedDocument, pointer: string, { params }: SchemaError, noun: string): Finding {
  const [first, second] = [Number(params.i), Number(params.j)].sort((a, b) => a - b);
  const place = placeAt(document, below(pointer, String(second)));
  return {
    rule: 'schema/repeated-item',
    severity: 'error',
    message: `"${noun}" has ${given(place.node)} twice`,
    at: textAt(place),
    path: place.path.join('.'),
    help: 'name it once',
    related: [{ message: 'stated here', at: placeAt(document, below(pointer, String(first))).node.at }],
  };
}

const exampleHelp = ({ example }: Shape): { readonly help?: string } => (example === undefined ? {} : { help: `for example ${example}` });

/** `cacheable: yes`: by whom. */
const cacheableMeant = (text: string): string | undefined =>
  /^(?:yes|true|on|cached)$/i.test(text)
    ? 'write public (the same answer for everybody, which a CDN may keep) or private (each actor keeps its own)'
    : /^(?:no|false|off|never)$/i.test(text)
      ? 'write none'
      : undefined;

/** A value that is none of the words that may stand there. */
function notAWord(noun: string, words: readonly string[], place: DocumentPlace): Finding {
  const { node, path, shape } = place;
  const common = { severity: 'error', at: textAt(place), path: path.join('.') } as const;
  const all = `one of ${words.join(', ')}${shape?.types?.includes('integer') ? ', or a number' : ''}`;
  const isFlag = noun === 'cacheable' && node.type === 'scalar' && typeof node.value === 'boolean';
  if (isFlag)
    return {
      ...common,
      rule: 'schema/unknown-value',
      message: `unknown ${noun} "${String(node.value)}"`,
      help: cacheableMeant(String(node.value)) ?? all,
    };
  if (node.type !== 'scalar' || typeof node.value !== 'string') {
    return { ...common, rule: 'schema/wrong-type', message: `"${noun}" cannot be ${given(node)}`, help: all };
  }
  const odd = oddScalar(node);
  if (odd !== undefined) return { ...common, ...odd };
  const several = noun === 'kind' ? kindAmong(node.value, words) : undefined;
  if (several) {
    const { kind, product, instances } = several;
    const rest = [product && `use: ${product}`, instances && `instances: ${instances}`].filter((part) => part !== undefined);
    const help = `did you mean "${kind}"?${rest.length > 0 ? ` Beside it: ${rest.join(', ')}` : ''}`;
    return { ...common, rule: 'schema/unknown-value', message: `unknown kind "${clipped(node.value)}"`, help, suggestion: kind };
  }
  const synonym = noun === 'kind' ? kindFor(node.value) : undefined;
  const named = synonym?.kind ?? (noun === 'survives' ? placeFor(node.value) : undefined);
  const meant = named !== undefined && words.includes(named) ? named : nearest(node.value, words);
  const message = `unknown ${noun} "${clipped(node.value)}"`;
  const batch = noun === 'kind' && path[0] === 'flows' ? batchHome(node.value) : undefined;
  if (batch !== undefined) return { ...common, rule: 'schema/unknown-value', message, help: `${all}, ${batch}` };
  const flag = noun === 'cacheable' ? cacheableMeant(node.value) : undefined;
  if (flag !== undefined) return { ...common, rule: 'schema/unknown-value', message, help: flag };
  if (meant === undefined) return { ...common, rule: 'schema/unknown-value', message, help: all };
  const product = synonym?.isProduct === true ? ` The product goes under use: ${node.value}` : '';
  return { ...common, rule: 'schema/unknown-value', message, help: `did you mean "${meant}"?${product}`, suggestion: meant };
}

/** Whether what stands there is of a kind that runs as instances. */
const hasEach = ({ shapes }: ValidatedDocument, { node, shape }: DocumentPlace): boolean =>
  shape !== undefined && shapeOfNode(shapes, shape, node)?.props?.each !== undefined;

/** A list where a map is wanted, `yes` for true, and so on. */
function wrongType(document: ValidatedDocument, place: DocumentPlace, noun: string): Finding {
  const { node, path, pointer } = place;
  const shape = place.shape ?? {};
  const common = { rule: 'schema/wrong-type', severity: 'error', at: textAt(place), path: path.join('.') } as const;
  const message = `"${noun}" should be ${wanted(shape)}, not ${given(node)}`;
  const takesScalars = shape.types === undefined || shape.types.some((type) => type !== 'object' && type !== 'array');
  if (node.type === 'list' && (shape.types ?? []).includes('object')) {
    const { source, start } = node.at;
    // At the margin, with the indent of a map behind it: the minus of a diff.
    if (/^(?:[\r\n]|^)- {2,}\S/.test(source.text.slice(Math.max(0, start - 1), start + 100))) {
      const at = { source, start, end: start + 1 };
      return {
        ...common,
        rule: 'yaml/diff',
        at,
        message: `${message}: is the "-" that of a diff?`,
        help: 'remove the mark',
        suggestion: '',
      };
    }
  }
  const takesText = shape.types?.includes('string') ?? true;
  const trap = node.type === 'scalar' && takesScalars ? trapOf(node, takesText) : undefined;
  if (trap !== undefined) return { ...common, ...trap };
  const glued = !takesScalars && node.type === 'scalar' && !node.quoted ? /^([A-Za-z][\w.-]*):\S/.exec(node.raw) : null;
  if (glued && node.type === 'scalar') {
    const { message: why, help, suggestion = '' } = missingSpace(glued[1] ?? '', node.raw, 0);
    return { ...common, rule: 'yaml/missing-space', message: why, help, suggestion };
  }
  const isEmpty = node.type === 'scalar' && node.value === null;
  if (isEmpty && placeAt(document, parentOf(pointer)).shape === document.shapes.call) {
    return {
      ...common,
      rule: 'schema/path-call',
      message: `"${noun}:" has nothing under it`,
      help: `indent the body under \`${noun}:\`, or write \`- ${noun}\``,
    };
  }
  const keys = node.type === 'scalar' && !isEmpty && !takesScalars && shape.kinds === undefined ? keysThatTake(document, shape, node) : [];
  const owner = placeAt(document, parentOf(pointer));
  const bill = keys.includes('fixed') ? billHome(noun, node, hasEach(document, owner)) : undefined;
  if (bill !== undefined) return { ...common, message, help: bill };
  if (keys.length > 0) {
    const text = given(node).replace(/^"|"$/g, '');
    // A price of bytes alone: of those that leave it, or of what it stores for a month.
    const isOfBytes = noun === 'price' && keys.includes('egress') && !keys.includes('storage');
    const forms = isOfBytes
      ? [`price: { storage: ${text}/month }`, `price: { egress: ${text} }`]
      : keys.slice(0, 4).map((key) => `${noun}: { ${key}: ${text} }`);
    return {
      ...common,
      message,
      help: forms.length > 1 ? `which? ${forms.slice(0, -1).join(', ')} or ${forms.at(-1)}` : `write ${forms[0]}`,
    };
  }
  if (isEmpty && !takesScalars) return { ...common, message, help: `indent what belongs to it, or write ${noun}: {}` };
  return { ...common, message, ...exampleHelp(shape) };
}
