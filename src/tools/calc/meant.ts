const NUMBER = String.raw`[$€£~]?\d[\d.,_]*(?:\s?(?:k|M|G|T|B|P|bn|thousand|million|billion|trillion))?%?`;

const MEANT: readonly (readonly [words: RegExp, as: string])[] = [
  [new RegExp(String.raw`\b(?:between|from)\s+(${NUMBER})\s+(?:and|to)\s+(?=[$€£]?\d)`, 'gi'), '$1..'],
  [new RegExp(String.raw`(?<![\w.])(${NUMBER})\s+to\s+(?=[$€£]?\d)`, 'gi'), '$1..'],
  [/\s*(?:\+\s?\/\s?-|\bplus\s+or\s+minus\b|\bgive\s+or\s+take\b)\s*(?=\d)/gi, ' ± '],
  [/\b(log2|log10|log|sqrt|exp)\s+(?:of\s+)?(\d[\d.,_]*\s?[kMGTP]?)(?=$|\s*[-+*/)×^])/g, '$1($2)'],
];

/**
 * An expression as it is meant where it cannot be read as it stands: `5M to 10M users`, `between 5M and 10M`, `5M +/- 20%`, `log2 1024`. The same text
 * where it has none of these words.
 */
export const meantBy = (text: string): string => MEANT.reduce((next, [words, as]) => next.replace(words, as), text);
