import { type Mutant, type Operator, replacing, type Sound, type Stretch } from '../mutant.js';
import { isInFlow, type Site } from '../sites.js';
import { isExpression, valueStart } from './names.js';

interface Written {
  readonly site: Site;
  readonly sound: Sound;
  /** The expression after its `=`. */
  readonly body: string;
  readonly at: Stretch;
}

const FUNCTIONS = ['ceil', 'floor', 'round', 'min', 'max', 'sqrt', 'abs', 'exp', 'log', 'if'];

const eachExpression = (name: string, change: (written: Written) => readonly Mutant[]): Operator => ({
  name,
  mutants: (sound) =>
    sound.sites.filter(isExpression).flatMap((site) => {
      if (site.node.type !== 'scalar') return [];
      const value = String(site.node.value);
      const lead = /^\s*=\s*/.exec(value)?.[0].length ?? 0;
      const start = valueStart(site) + lead;
      return change({ site, sound, body: value.slice(lead), at: { start, end: start + value.length - lead } });
    }),
});

const changed = ({ site, sound, at }: Written, by: string, place: Stretch, suggests: Mutant['suggests'] = 'none'): Mutant =>
  replacing(sound, site, at, by, { place, suggests });

/** Functions that there are not, one of them a misspelt one and one that a hostile author would try. */
export const unknownFunction = eachExpression('call an unknown function', (written) =>
  (
    [
      ['asb', 'abs'],
      ['abss', 'abs'],
      ['import', undefined],
      ['derivative', undefined],
    ] as const
  ).map(([name, meant]) => {
    const place = { start: written.at.start, end: written.at.start + name.length };
    return changed(
      written,
      `${name}(${written.body})`,
      place,
      meant === undefined ? ({ help = '' }) => FUNCTIONS.every((known) => help.includes(known)) : ({ suggestion }) => suggestion === meant,
    );
  }),
);

/** A parenthesis that is not closed, and one that closes nothing. */
export const unbalanced = eachExpression('unbalance a parenthesis', (written) => {
  const { body, at } = written;
  const open = { start: at.start, end: at.start + 1 };
  const close = { start: at.end, end: at.end + 1 };
  return [changed(written, `(${body}`, open), changed(written, `${body})`, close)];
});

/** `users clicks` for `users * clicks`. Before a minus, what is left is a word with a sign. */
export const missingOperator = eachExpression('leave an operator out', (written) =>
  [...written.body.matchAll(/ [*/+] /g)].map(({ 0: operator, index }) =>
    changed(written, `${written.body.slice(0, index)} ${written.body.slice(index + operator.length)}`, {
      start: written.at.start,
      end: written.at.end,
    }),
  ),
);

/** `users * * clicks`, `users *`. */
export const extraOperator = eachExpression('write an operator too many', (written) => {
  const { body, at } = written;
  const end = at.end + 2;
  return [changed(written, `${body} *`, { start: at.start, end }), changed(written, `* ${body}`, { start: at.start, end })];
});

/** Division by a zero that everyone can see. */
export const divisionByZero = eachExpression('divide by zero', (written) => [
  changed(written, `(${written.body}) / 0`, { start: written.at.start - 2, end: written.at.end + 6 }),
]);

/** What mathjs knows and the language does not: assignment, indexing, text, ranges, factorials. */
export const foreignSyntax = eachExpression('use syntax outside of the language', (written) => {
  const { body, at, site, sound } = written;
  const forms = ['x = 1', '2!', "'text'", '1:3', '5 % 3', 'a ? b', 'f(x) = x'];
  // In braces, brackets are for YAML first.
  if (!isInFlow(site, sound.text)) forms.push('[1, 2]', 'a[1]', '{ a: 1 }');
  return forms.map((form) => changed(written, `${body} + ${form}`, { start: at.start - 2, end: at.end + form.length + 3 }));
});

/** A sum of things that do not go together: with a size, or with money where sizes stand. */
export const mixedDimensions = eachExpression('add what has another dimension', (written) => {
  const { body, at, site } = written;
  if (site.shape.field === 'any' || site.shape.field === 'change') return [];
  const other = site.shape.field === 'bytes' ? '5 USD' : '5 GB';
  return [changed(written, `${body} + ${other}`, { start: at.start - 2, end: at.end + other.length + 3 })];
});

/** An expression that needs itself. Only names can be reached from an expression: assumptions and derived values. */
export const cycle = eachExpression('make an expression need itself', (written) => {
  const { body, site } = written;
  const id = site.path.join('.');
  if (!/^(?:assumptions|derived)\.[^.]+$/.test(id)) return [];
  const by = `(${body}) + 0 * ${id}`;
  return [changed(written, by, { start: written.at.start - 2, end: written.at.start + by.length })];
});
