/**
 * Counted things: users, requests, photos. Each is a dimension of its own, keyed by its singular; singular and plural mean the same.
 */

/** What designs count, in the singular. A spec adds its own flow and data names and its `counts:`. */
const BUILT_IN =
  'user person customer client visitor visit viewer reader writer subscriber follower friend member account profile tenant organization team device phone ' +
  'driver rider passenger player guest host seller buyer merchant agent employee student pupil teacher session login request call query operation read write transaction ' +
  'message notification email event click view impression search order payment purchase checkout booking reservation trip ride game match score ' +
  'page post tweet photo picture image video song track clip story comment like favorite share reaction file folder document object blob block chunk part ' +
  'record row entry item key link url domain host paste note product sku category listing ad campaign review rating ticket seat room hotel house property ' +
  'location place store restaurant table column index shard partition replica instance node server machine host pod container worker thread process job task ' +
  'batch run build test step core cpu gpu disk volume bucket queue topic channel group room feed timeline term word token certificate connection socket ' +
  'packet frame sample metric series point log line span trace alert error retry heartbeat update change version snapshot backup copy region zone service ' +
  'team keystroke vehicle car bike sensor reading meter invoice bill patient exam answer question delivery parcel card wallet coin trade contract upload download stream segment thumbnail attachment contact';

/** Plurals and short forms that no ending gives away. */
const IRREGULAR: readonly (readonly [string, string])[] = [
  ['people', 'person'],
  ['persons', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['mice', 'mouse'],
  ['indices', 'index'],
  ['vertices', 'vertex'],
  ['matrices', 'matrix'],
  ['analyses', 'analysis'],
  ['caches', 'cache'],
  ['niches', 'niche'],
  ['movies', 'movie'],
  ['cookies', 'cookie'],
  ['selfies', 'selfie'],
  ['calories', 'calorie'],
  ['ties', 'tie'],
  ['pies', 'pie'],
  ['menus', 'menu'],
  ['cpus', 'cpu'],
  ['gpus', 'gpu'],
  ['skus', 'sku'],
  ['aliases', 'alias'],
  ['quizzes', 'quiz'],
  ['shoes', 'shoe'],
  ['req', 'request'],
  ['reqs', 'request'],
  ['msg', 'message'],
  ['msgs', 'message'],
  ['sms', 'message'],
  ['SMS', 'message'],
  ['mms', 'message'],
  ['op', 'operation'],
  ['txn', 'transaction'],
  ['txns', 'transaction'],
  ['conn', 'connection'],
  ['conns', 'connection'],
  ['cert', 'certificate'],
  ['certs', 'certificate'],
  ['DAU', 'user'],
  ['WAU', 'user'],
  ['MAU', 'user'],
  ['CCU', 'user'],
  ['DAUs', 'user'],
  ['MAUs', 'user'],
  ['vCPU', 'cpu'],
  ['vCPUs', 'cpu'],
  ['vcpu', 'cpu'],
  ['vcpus', 'cpu'],
  ['CPU', 'cpu'],
  ['CPUs', 'cpu'],
  ['GPU', 'gpu'],
  ['GPUs', 'gpu'],
  ['URL', 'url'],
  ['URLs', 'url'],
];

/** Words that only look like a plural. */
const SAME = ['news', 'series', 'species', 'media', 'data', 'sms', 'dns', 'https'];

let irregular: ReadonlyMap<string, string> | undefined;
let builtIn: ReadonlySet<string> | undefined;
let shown: ReadonlyMap<string, string> | undefined;

function irregularForms(): ReadonlyMap<string, string> {
  irregular ??= new Map([...IRREGULAR, ...SAME.map((word): readonly [string, string] => [word, word])]);
  return irregular;
}

export function builtInNouns(): ReadonlySet<string> {
  builtIn ??= new Set(BUILT_IN.split(' '));
  return builtIn;
}

/** The singular that stands for a noun: `queries` -> `query`, `people` -> `person`, `req` -> `request`; a singular stays as it is. */
export function singularOf(word: string): string {
  const special = irregularForms().get(word);
  if (special !== undefined) return special;
  if (word.length < 4 || !word.endsWith('s')) return word;
  if (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|zz)es$/.test(word)) return word.slice(0, -2);
  if (/[^oa]uses$/.test(word)) return word.slice(0, -2);
  if (/[^h]oes$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** For people: `user` -> `users`, `query` -> `queries`, `person` -> `people`. */
export function pluralOf(noun: string): string {
  if (shown === undefined) {
    const plurals = new Map<string, string>();
    for (const [plural, singular] of IRREGULAR)
      if (plural.length > singular.length && !plurals.has(singular)) plurals.set(singular, plural);
    plurals.set('person', 'people').set('man', 'men').set('woman', 'women').set('mouse', 'mice').set('index', 'indexes');
    for (const word of SAME) plurals.set(word, word);
    plurals.set('cpu', 'cpus');
    shown = plurals;
  }
  const special = shown.get(noun);
  if (special !== undefined) return special;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  if (/(?:s|x|ch|sh|zz)$/.test(noun)) return `${noun}es`;
  return `${noun}s`;
}

/**
 * The singular key of a word that counts things, or undefined if neither the built-in list nor `more` knows it.
 * @param more the spec's own nouns, in singular or plural
 */
export function nounOf(word: string, more: ReadonlySet<string>): string | undefined {
  const singular = singularOf(word);
  if (builtInNouns().has(singular)) return singular;
  if (more.size === 0) return undefined;
  if (more.has(word) || more.has(singular) || more.has(pluralOf(singular))) return singular;
  return undefined;
}

/** The same for a word that may begin with a capital: `Users`. */
export const nounWritten = (word: string, more: ReadonlySet<string>): string | undefined =>
  nounOf(word, more) ?? (/^[A-Z][a-z]{2,}$/.test(word) ? nounOf(word.toLowerCase(), more) : undefined);
