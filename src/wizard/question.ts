/** What somebody said to a question: in the words of the spec, or what is typical in its place. */
export interface Answer {
  /** As the spec takes it. */
  readonly text: string;
  /** Nobody knows: it is what is typical. */
  readonly isAssumed: boolean;
}

/** Answers by the id of their question. */
export type Answers = ReadonlyMap<string, Answer>;

/** An answer as it was typed, read. */
export type Read = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

export interface Choice {
  readonly value: string;
  readonly name: string;
  readonly description: string;
}

/** One thing that a first spec needs to know. */
export interface Question {
  readonly id: string;
  /** What it is a part of: `use`, `data`. */
  readonly section: QuestionSection;
  /** What is asked. `{things}` is what is stored. */
  readonly prompt: string;
  /** Why it is asked: what depends on it. */
  readonly why: string;
  /** What may be typed. */
  readonly examples: string;
  /** What holds where nobody knows, and why that is typical. */
  readonly typical: { readonly text: string; readonly because: string };
  /** How to find out, for whom it is assumed; left out where there is nothing to find out. */
  readonly find?: string;
  /** What to choose from, in place of a text. */
  readonly choices?: readonly Choice[];
  readonly read: (text: string) => Read;
  /** Whether it is a question at all, by what is answered; by default it is. */
  readonly isAsked?: (answers: Answers) => boolean;
}

export const SECTIONS = {
  about: 'What it is',
  use: 'Who uses it, and how often',
  data: 'What is stored',
  promises: 'What must hold',
  runs: 'What it runs on',
} as const;
export type QuestionSection = keyof typeof SECTIONS;

export const refused = (message: string): Read => ({ ok: false, message });
export const readAs = (text: string): Read => ({ ok: true, text });

/** The text of an answer; empty where it is not answered. */
export const textOf = (answers: Answers, id: string): string => answers.get(id)?.text ?? '';

/** `none`, as an answer. */
export const isNone = (text: string): boolean => text === 'none';

/** Words for what nobody knows yet. */
export const isUnknown = (text: string): boolean =>
  /^(?:\?+|(?:i )?(?:do not|don'?t|dont) know(?: yet)?|no idea|not sure|unsure|unknown|idk|dunno)[.!]?$/i.test(text.trim());
