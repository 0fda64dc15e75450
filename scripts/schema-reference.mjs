// JSON Schema -> the reference: one entry for each key of a spec, with what people read of it.

/** @typedef {import('../src/schema/reference.js').Key} Key */
/** @typedef {{ -readonly [K in keyof Key]: Key[K] }} Draft */

/** Calls nest: their options are listed once, wherever the call stands. An alternative takes what a component takes. */
const NOT_BELOW = new Set(['path', 'call', 'option']);

/** @param {any} schema @returns {readonly Key[]} from the root down, each before what is below it */
export function referenceOf(schema) {
  /** @type {Key[]} */
  const keys = [];
  const properties = schema.definitions.componentProperties.properties;
  const kinds = schema.definitions.component.oneOf.map((/** @type {any} */ { $ref }) => target(schema, $ref));
  const kindNames = kinds.map((/** @type {any} */ kind) => kind.properties.kind.const);

  /** @param {any} node @param {string} key @param {Partial<Draft>} [more] */
  const visit = (node, key, more = {}) => {
    const { found, names } = resolved(schema, node);
    keys.push({ ...entryOf(found, key), ...more });
    if (names.some((name) => NOT_BELOW.has(name))) return;
    below(found, key, more.kinds && { kinds: more.kinds });
  };

  /** @param {any} node @param {string} key @param {Partial<Draft>} [more] holds for all that is below */
  const below = (node, key, more = {}) => {
    const prefix = key === '' ? '' : `${key}.`;
    for (const [name, property] of Object.entries(node.properties ?? {})) visit(property, `${prefix}${name}`, more);
    if (node.discriminator) componentKeys(prefix);
    const { additionalProperties: values } = node;
    // What is below a name; a literal there is what the map is made of, and said by the map.
    if (values) {
      const { found, names } = resolved(schema, values);
      if (names.some((name) => NOT_BELOW.has(name))) return;
      below(found, `${prefix}*`, more);
    }
  };

  /** @param {string} prefix */
  const componentKeys = (prefix) => {
    const meanings = Object.fromEntries(kinds.map((/** @type {any} */ kind, /** @type {number} */ i) => [kindNames[i], kind.description]));
    visit({ description: 'What it is: `database`.', enum: kindNames }, `${prefix}kind`, { meanings, required: true });
    for (const [name, property] of Object.entries(properties)) {
      const taking = kindNames.filter((/** @type {string} */ _, /** @type {number} */ i) => kinds[i].properties[name]);
      visit(property, `${prefix}${name}`, taking.length === kindNames.length ? {} : { kinds: taking });
    }
  };

  below(schema, '');
  keys.push(entryOf({ ...schema.definitions.call, description: CALL }, 'call'));
  below(schema.definitions.callOptions, 'call');
  return keys.map((entry) => (schema.required.includes(entry.key) ? { ...entry, required: true } : entry));
}

const CALL =
  'A call of a path (`flows.*.path`, at any depth): a component by name, one component with the options below, or calls made together: ' +
  '`links`, `cache: { hit: 90%, miss: [links] }`, `parallel: [a, b]`.';

/** @param {any} schema @param {string} $ref */
const target = (schema, $ref) =>
  $ref
    .replace('#/', '')
    .split('/')
    .reduce((node, step) => node[step], schema);

/**
 * A node with what it refers to: what it states itself goes first. The names are those of the definitions on the way.
 * @param {any} schema @param {any} node @returns {{ found: any, names: readonly string[] }}
 */
function resolved(schema, node) {
  if (!node.$ref) return { found: node, names: [] };
  const { $ref, ...own } = node;
  const { found, names } = resolved(schema, target(schema, $ref));
  // A property that has no example of its own has that of its definition.
  const examples =
    own.description && partsOf(own.description).examples.length === 0 ? partsOf(found.description ?? '').examples : undefined;
  return { found: { ...found, ...own, ...(examples && { examples }) }, names: [$ref.split('/').at(-1) ?? '', ...names] };
}

/** @param {any} node @param {string} key @returns {Key} */
function entryOf(node, key) {
  const { about, byDefault, examples } = partsOf(node.description ?? '');
  const alternatives = node.anyOf ?? [node];
  const words = alternatives.flatMap((/** @type {any} */ each) => each.enum ?? ('const' in each ? [each.const] : []));
  const types = alternatives.flatMap((/** @type {any} */ each) => each.type ?? []);
  const shown = node.examples ?? (examples.length > 0 ? examples : words.map(String));
  const fallback = node['x-default'] ?? byDefault;
  return {
    key,
    about,
    types: [...new Set(/** @type {string[]} */ (types))],
    examples: shown,
    ...(node['x-field'] && { field: node['x-field'] }),
    ...(words.length > 0 && { words }),
    ...(fallback !== undefined && { default: fallback }),
    ...(node['x-short-for'] && { shortFor: node['x-short-for'] }),
    ...(node['x-stands-for'] && { standsFor: node['x-stands-for'] }),
  };
}

/** `: `40 ms`, `1h30m`` at the end of a sentence; what stands between the examples is kept with them. */
const EXAMPLES = /: ((?:or )?`[^`]*`(?: \([^)]*\))?(?:(?:,| or|, or) (?:[a-z]+ )*`[^`]*`(?: \([^)]*\))?)*)(?=\.(?: |$)|$)/g;

/**
 * What a description says, its examples, and what holds where nothing is stated.
 * @param {string} description
 */
function partsOf(description) {
  const lists = [...description.matchAll(EXAMPLES)];
  const listed = lists.at(-1)?.[1];
  const quoted = (/** @type {string} */ text) => [...text.matchAll(/`([^`]*)`/g)].map(([, example]) => example ?? '');
  // Without such a list, what is in backticks last is an example too: `1 h`, or `{ detect: 1 min }`, which are summed.
  const examples = listed === undefined ? quoted(/: (`.*)$/.exec(description)?.[1] ?? '') : quoted(listed);
  const rest = listed === undefined ? description : description.replace(`: ${listed}`, '');
  const found = /[;.,]? [Bb]y default (.*?)\.?$/.exec(rest);
  const about = (found ? rest.slice(0, found.index) : rest).trim();
  return { about: /[.:]$/.test(about) ? about : `${about}.`, byDefault: found?.[1], examples };
}
