import { stringify } from 'yaml';
import { PATH } from './path-question.js';
import type { Answers } from './question.js';
import { inWords, QUESTIONS } from './questions.js';

/** Answers as a file of them, each below its question. */
export function answersText(answers: Answers, next: string): string {
  const lines = [...QUESTIONS, PATH].flatMap(({ id, prompt }) => {
    const answer = answers.get(id);
    if (!answer) return [];
    const text = answer.isAssumed ? "don't know" : answer.text;
    return [`# ${inWords(prompt, answers)}`, stringify({ [id]: text }, { lineWidth: 0 }).trimEnd()];
  });
  return `# Answers to the questions of sysdesign init --interactive. Go on:\n#   ${next}\n${lines.join('\n')}${lines.length === 0 ? '{}' : ''}\n`;
}
