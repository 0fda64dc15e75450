import { type DrillQuestion, type DrillTopic, drillQuestion, judgeDrill } from '../../practice/drills/index.js';
import { cardAfter, type StoredCard } from '../../practice/drills/schedule.js';
import { type Document, plainDocument, plainPart } from '../../report/document.js';
import type { Host } from '../host.js';
import type { Prompts } from '../prompts.js';
import type { FiledAnswers } from './answers.js';
import type { Store } from './store.js';

interface Drill {
  readonly topic: DrillTopic;
  readonly seed: number;
  readonly minutes: number;
  readonly prompts: Prompts | undefined;
  /** `answers: [...]` in place of somebody at a terminal. */
  readonly answers: FiledAnswers | undefined;
  readonly store: Store;
  readonly host: Host;
  readonly today: string;
}

const MOST = 20;
/** Drawn ahead, so that what is due can come first. */
const AHEAD = 12;

/** Questions of one topic until the time is up: cards that are due first, then new ones. */
export async function playDrill({ topic, seed, minutes, prompts, answers, store, host, today }: Drill): Promise<Document> {
  const given = answers?.get('answers') ?? [];
  const cards: Record<string, StoredCard> = { ...store.progress.cards };
  const now = `${today}T12:00:00.000Z`;
  const ahead: DrillQuestion[] = [];
  for (let i = 0; i < AHEAD; i++) ahead.push(await drillQuestion(topic, seed + i));
  const dueOf = ({ card }: DrillQuestion): string => cards[card]?.due ?? '9999';
  if (prompts) ahead.sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0));
  const start = host.now();
  const asked: { readonly card: string; readonly isRight: boolean; readonly typed: string; readonly text: string }[] = [];
  for (let i = 0; i < MOST; i++) {
    if (prompts ? (host.now() - start) / 1000 > minutes * 60 : i >= given.length) break;
    const question = ahead[i] ?? (await drillQuestion(topic, seed + i));
    const { key } = question;
    const choices =
      key.kind === 'word'
        ? key.choices.length > 2
          ? key.choices.map((choice, n) => `\n  ${n + 1}. ${choice}`).join('')
          : ` (${key.choices.join(' or ')})`
        : '';
    let typed = '';
    let judged: ReturnType<typeof judgeDrill> = '';
    for (let tries = 0; tries < 3 && typeof judged === 'string'; tries++) {
      if (judged !== '') await host.err.write(`  ${judged}\n`);
      if (prompts) {
        await host.err.write(`\n${question.prompt}${choices}\n`);
        typed = await prompts.input(`${i + 1}:`);
      } else typed = tries === 0 ? (given[i] ?? '') : '';
      judged = judgeDrill(question, typed);
    }
    if (typeof judged === 'string') judged = { isRight: false, points: 0, text: judged };
    if (prompts) await host.err.write(`  ${judged.text}\n`);
    asked.push({ card: question.card, isRight: judged.isRight, typed, text: judged.text });
    cards[question.card] = cardAfter(cards[question.card], judged.points, now);
    await store.keep({ ...store.progress, cards });
  }
  const right = asked.filter(({ isRight }) => isRight).length;
  const missed = asked.filter(({ isRight }) => !isRight);
  return plainDocument(
    [
      plainPart([
        { kind: 'note', text: `${topic}: ${right} of ${asked.length} right` },
        { kind: 'list', items: missed.map(({ typed, text }) => ({ text: `"${typed.slice(0, 60)}": ${text}` })) },
        { kind: 'next', command: ['sysdesign practice stats'] },
      ]),
    ],
    () => ({ topic, seed, asked }),
  );
}
