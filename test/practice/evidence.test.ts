import { describe, expect, it } from 'vitest';
import { factsAbout } from '../../src/practice/assumption.js';
import { lineWith } from '../../src/practice/evidence.js';
import { PROBLEMS } from '../../src/practice/index.js';

/** Questions as candidates ask them, and the facts that the interviewer is to answer with: no more than was asked. */
const QUESTIONS: readonly (readonly [string, string, readonly string[]])[] = [
  ['timeline', 'How many followers does a person have?', ['followers']],
  ['timeline', 'How many?', ['volume']],
  ['timeline', 'How slow may it be?', ['latency']],
  ['url-shortener', 'What is the latency?', ['latency']],
  ['url-shortener', 'Is there an SLO?', ['availability']],
  ['nearby-friends', 'How many friends?', ['friends']],
  ['nearby-friends', 'How often does a phone send?', ['interval']],
  ['hotel', 'How long is a stay?', ['stay']],
  ['video', 'What bitrate do we play?', ['rate']],
];

describe('words of answers', () => {
  it('are known by how they begin, short ones as a whole', () => {
    expect(lineWith(['redundan'], ['we add redundancy'])).toBe('we add redundancy');
    expect(lineWith(['slo'], ['it is slow'])).toBeUndefined();
    expect(lineWith(['slo', 'ap'], ['the API has three SLOs'])).toBe('the API has three SLOs');
    expect(lineWith(['ap'], ['the API and the apps'])).toBeUndefined();
    expect(lineWith(['cap'], ['capped at ten'])).toBe('capped at ten');
    expect(lineWith(['late '], ['what latency?'])).toBeUndefined();
    expect(lineWith(['late '], ['how late?'])).toBe('how late?');
    expect(lineWith(['load'], ['an upload'])).toBeUndefined();
    expect(lineWith(['62^'], ['62^7 codes'])).toBe('62^7 codes');
  });

  it.each(QUESTIONS)('%s: "%s" is about %j', (problem, question, facts) => {
    const found = PROBLEMS.find(({ id }) => id === problem)?.facts ?? [];
    expect(factsAbout(question, found).map(({ id }) => id)).toEqual(facts);
  });
});
