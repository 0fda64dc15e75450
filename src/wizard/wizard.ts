import { suggest } from '../core/index.js';
import { type Draft, draftFrom, draftOf } from './evaluated.js';
import { headingOf } from './heading.js';
import { hasMeaning, meaningOf } from './meaning.js';
import { type Open, openOf } from './next.js';
import { PATH, pathLines } from './path-question.js';
import { promisesMissed } from './promises.js';
import { type Answer, type Answers, isUnknown, type Question, type QuestionSection, SECTIONS, textOf } from './question.js';
import { askedOf, inWords, QUESTIONS } from './questions.js';
import { NO_STRENGTHENING, strengthenPath, withEdits } from './stronger.js';

/** A question as it is put, with where it stands among the others. */
export interface AskedQuestion {
  readonly question: Question;
  readonly number: number;
  readonly of: number;
  /** In the words of the answers. */
  readonly prompt: string;
  /** The heading of its part, at the first question of it. */
  readonly heading: string | null;
  /** The answer before could not be read: the reason was shown already. */
  readonly isAgain: boolean;
}

/** Typed in place of an answer, it goes back to the question before. */
export const BACK = 'back';

/** Who answers: somebody at a terminal, or a file. */
export interface Respondent {
  /** What was typed; empty for what nobody knows. */
  readonly ask: (asked: AskedQuestion) => Promise<string>;
  readonly tell: (lines: readonly string[]) => Promise<void>;
  /** Nobody reads what is shown: what answers mean need not be computed. */
  readonly isSilent?: boolean;
  /** What else is wrong with an answer that can be read, such as a file of that name; null for nothing. */
  readonly refuse?: (id: string, text: string) => Promise<string | null>;
  /** What is answered so far, so that nothing is lost. */
  readonly keep?: (answers: Answers) => void;
}

/** What comes of it. */
export interface WrittenSpec {
  readonly name: string;
  readonly text: string;
  readonly open: readonly Open[];
  /** What the path comes to. */
  readonly meaning: readonly string[];
  /** What was added so that promises are met, in words. */
  readonly strengthened: readonly string[];
  /** Promises that the path does not reach, in words. */
  readonly missed: readonly string[];
}

/** Answers of a file, by id, that cannot be used. */
export interface UnusableAnswer {
  readonly id: string;
  readonly message: string;
  readonly help: string;
  readonly suggestion?: string;
}

const ALL: readonly Question[] = [...QUESTIONS, PATH];

/**
 * Reads the answers of a file.
 * @param given texts by id of their question, as they were written
 */
export function readGiven(given: ReadonlyMap<string, string>): { readonly answers: Answers; readonly misfits: readonly UnusableAnswer[] } {
  const answers = new Map<string, Answer>();
  const misfits: UnusableAnswer[] = [];
  for (const [id, text] of given) {
    const question = ALL.find((one) => one.id === id);
    if (question === undefined) {
      const near = suggest(
        id,
        ALL.map((one) => one.id),
      );
      misfits.push({
        id,
        message: `no question is called "${id.slice(0, 60)}"`,
        help: near === undefined ? `the questions are ${ALL.map((one) => one.id).join(', ')}` : `did you mean "${near}"?`,
        ...(near !== undefined && { suggestion: near }),
      });
      continue;
    }
    const read = answerTo(question, text);
    if ('refused' in read)
      misfits.push({
        id,
        message: `"${text.slice(0, 60)}" does not answer ${id}, "${inWords(question.prompt, answers)}": ${read.refused}`,
        help: `for example ${id}: ${exampleOf(question)}; or "don't know"`,
      });
    else answers.set(id, read);
  }
  return { answers, misfits };
}

/** One of the examples of a question. */
const exampleOf = ({ choices, examples }: Question): string => choices?.[0]?.value ?? examples.replace(/\s\(.*$/, '').split(', ')[0] ?? '';

/** What was typed, as an answer: nothing, or "don't know", is what is typical. */
function answerTo(question: Question, typed: string): Answer | { readonly refused: string } {
  if (typed.trim() === '' || isUnknown(typed)) return { text: question.typical.text, isAssumed: true };
  const read = question.read(typed);
  return read.ok ? { text: read.text, isAssumed: false } : { refused: read.message };
}

/** An answer to each question: what is not answered is as is typical. */
function filled(answers: Answers): Answers {
  const all = new Map(answers);
  for (const { id, typical } of QUESTIONS) if (!all.has(id)) all.set(id, { text: typical.text, isAssumed: true });
  return all;
}

/** Works out what no answers mean, twice, so that the first answers are not waited for: code is slow when it is run first. */
export async function warmUp(): Promise<void> {
  for (const users of ['10k users', '10k..20k users']) {
    const answers = filled(new Map([['users', { text: users, isAssumed: false }]]));
    const draft = await draftOf(answers);
    for (const { id } of QUESTIONS) meaningOf(id, draft, answers);
  }
}

/** Asks what is not answered yet, and writes the spec. */
export async function playWizard(given: Answers, respondent: Respondent): Promise<WrittenSpec> {
  const answers = new Map(given);
  const typed: string[] = [];
  let section: QuestionSection | undefined;
  let draft: Draft | undefined;
  for (;;) {
    const asked = askedOf(answers);
    const question = asked.find(({ id }) => !answers.has(id));
    if (question === undefined) break;
    const heading = question.section === section ? null : SECTIONS[question.section];
    section = question.section;
    const number = asked.indexOf(question) + 1;
    const answer = await askUntilRead(
      { question, number, of: asked.length + 1, prompt: inWords(question.prompt, answers), heading },
      respondent,
    );
    if (answer === BACK) {
      const before = typed.pop();
      if (before === undefined) await respondent.tell(['   This is the first question.']);
      else answers.delete(before);
      section = undefined;
      continue;
    }
    answers.set(question.id, answer);
    typed.push(question.id);
    respondent.keep?.(answers);
    if (hasMeaning(question.id) && respondent.isSilent !== true) {
      const all = filled(answers);
      draft = await draftOf(all, draft);
      await respondent.tell(meaningOf(question.id, draft, all).map((line) => `   = ${line}`));
    }
  }
  draft = await agreeOnPath(answers, draft, respondent);
  return await writtenOf(answers, draft, respondent);
}

/** Asks until the answer can be read. */
async function askUntilRead(first: Omit<AskedQuestion, 'isAgain'>, respondent: Respondent): Promise<Answer | typeof BACK> {
  for (let isAgain = false; ; isAgain = true) {
    const asked: AskedQuestion = { ...first, isAgain };
    const typed = await respondent.ask(asked);
    if (typed.trim().toLowerCase() === BACK) return BACK;
    const answer = answerTo(asked.question, typed);
    const wrong = 'refused' in answer ? answer.refused : ((await respondent.refuse?.(asked.question.id, answer.text)) ?? null);
    if (wrong === null) return answer as Answer;
    await respondent.tell([`   ${wrong}`, `   For example: ${asked.question.examples}`]);
  }
}

/** Shows the path that the answers lead to, until nobody wants another. */
async function agreeOnPath(answers: Map<string, Answer>, before: Draft | undefined, respondent: Respondent): Promise<Draft | undefined> {
  if (answers.has(PATH.id) || respondent.isSilent === true) return before;
  let draft = before;
  const number = askedOf(answers).length + 1;
  for (let wishes = ''; ; ) {
    const all = filled(new Map([...answers, [PATH.id, { text: wishes, isAssumed: false }]]));
    draft = await draftOf(all, draft);
    await respondent.tell([
      '',
      'The path that follows from your answers:',
      ...pathLines(draft.design).map((line) => `   ${line}`),
      ...draft.design.reasons.map((line) => `   - ${line}`),
      ...meaningOf(PATH.id, draft, all).map((line) => `   = ${line}`),
    ]);
    const answer = await askUntilRead({ question: PATH, number, of: number, prompt: PATH.prompt, heading: null }, respondent);
    if (answer === BACK || answer.text === 'yes') {
      answers.set(PATH.id, { text: wishes === '' ? 'yes' : wishes, isAssumed: answer !== BACK && answer.isAssumed && wishes === '' });
      respondent.keep?.(answers);
      return draft;
    }
    // Later wishes go before earlier ones.
    wishes = PATH.read(`${wishes}, ${answer.text}`.replace(/^, /, '')).ok ? joined(wishes, answer.text) : answer.text;
  }
}

const joined = (before: string, more: string): string => {
  const read = PATH.read(before === '' ? more : `${before}, ${more}`);
  return read.ok ? read.text : more;
};

/**
 * The spec of answers, with what to find out at its top. Where the path misses a promise, it is made to keep it; what no change that is tried keeps is stated
 * as it is reached, with what was asked for beside it.
 */
async function writtenOf(given: Answers, before: Draft | undefined, respondent: Respondent): Promise<WrittenSpec> {
  const answers = filled(given);
  const draft = await draftOf(answers, before);
  const missed = new Set(promisesMissed(draft, answers).reached.keys());
  const asked = [...missed].map((id) => textOf(answers, id)).join(', ');
  if (missed.size > 0)
    await respondent.tell([`   This path misses ${asked}. Looking for what keeps ${missed.size === 1 ? 'it' : 'them'} ...`]);
  const { edits, metBy } = missed.size > 0 ? await strengthenPath(draft, answers, missed) : NO_STRENGTHENING;
  const stronger = edits.length === 0 ? draft : await draftFrom(draft, answers, withEdits(draft, edits));
  const { reached, words } = promisesMissed(stronger, answers);
  const open = openOf(stronger, answers);
  const whole = await draftOf(answers, draft, { heading: headingOf(answers, open), reached, metBy });
  return {
    name: textOf(answers, 'name'),
    text: withEdits(whole, edits),
    open,
    meaning: meaningOf(PATH.id, stronger, answers),
    strengthened: [...metBy].map(([id, label]) => `${textOf(answers, id)} as you asked: ${label}`),
    missed: words,
  };
}
