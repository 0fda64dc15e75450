import { functionNames } from '../../../src/quantity/index.js';
import { type Operator, replacing, type Stretch } from '../mutant.js';
import { isInFlow, isNoProse, type Site } from '../sites.js';
import { isExpression, valueStart } from './names.js';

/** Values as word processors, other keyboards, other countries and other notations write them. */

const scalarText = ({ node }: Site): string => (node.type !== 'scalar' ? '' : typeof node.value === 'string' ? node.value : node.raw);

/** `“5 req/s”`: what was meant are plain quotes, or none. */
export const smartQuotes: Operator = {
  name: 'write typographic quotes',
  mutants: (sound) =>
    sound.sites.filter(isNoProse).flatMap((site) => {
      const { node } = site;
      if (node.type !== 'scalar' || node.value === null) return [];
      const text = scalarText(site);
      const [open, close] = [...(['“”', '‘’', '„“', '«»'][node.at.start % 4] ?? '“”')];
      const by = `${open}${text}${close}`;
      return [
        replacing(sound, site, node.at, by, {
          suggests: ({ suggestion = '' }) => suggestion.replace(/^"(.*)"$/, '$1') === text,
        }),
      ];
    }),
};

/** Digits of an input method for Chinese, Japanese or Korean. */
export const fullWidth: Operator = {
  name: 'write full-width digits',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { node, shape } = site;
      if (node.type !== 'scalar' || (shape.field === undefined && shape.types?.includes('integer') !== true)) return [];
      const text = scalarText(site);
      const found = /(?<![\w.])\d+/.exec(text);
      if (found === null) return [];
      const start = valueStart(site) + found.index;
      const by = found[0].replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
      return [
        replacing(sound, site, { start, end: start + found[0].length }, by, { place: { start: node.at.start, end: node.at.end + 1 } }),
      ];
    }),
};

/** `99,95%`: in braces, YAML ends the value at the comma. */
export const decimalComma: Operator = {
  name: 'write a decimal comma',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { node, shape, entry } = site;
      if (node.type !== 'scalar' || shape.field === undefined || entry === undefined || isExpression(site)) return [];
      const found = /\d\.\d/.exec(scalarText(site));
      // Three digits behind a comma may as well be thousands.
      if (found === null || /^\.\d{3}(?![\d%])/.test(scalarText(site).slice(found.index + 1))) return [];
      const start = valueStart(site) + found.index + 1;
      return [replacing(sound, site, { start, end: start + 1 }, ',', { place: { start: node.at.start, end: node.at.end } })];
    }),
};

/** `users * clicks` for `= users * clicks`. In braces, YAML ends it at a comma. */
export const missingSign: Operator = {
  name: 'leave the = of an expression out',
  mutants: (sound) =>
    sound.sites.filter(isExpression).flatMap((site) => {
      const text = scalarText(site);
      const lead = /^\s*=\s*/.exec(text)?.[0].length ?? 0;
      // A single word is a class where a fact is expected, and `1 / 3` in one is a date to some.
      if (site.shape.field === 'expectation' && /^[\w-]+$/.test(text.slice(lead))) return [];
      if (isInFlow(site, sound.text) && text.includes(',') && !functionNames().some((name) => text.slice(lead).startsWith(`${name}(`)))
        return [];
      const start = valueStart(site);
      const gone: Stretch = { start, end: start + lead };
      return [replacing(sound, site, gone, '', { place: { start: site.node.at.start, end: site.node.at.end - lead } })];
    }),
};
