import type { ClarifyingFact } from './problem.js';

/** What nearly every problem is asked about, and the words by which such a question is known: in one place, so that all problems understand the same ones. */
const SUBJECTS = {
  volume: {
    about: 'numbers',
    words: ['volume', 'traffic', 'scale', 'qps', 'load'],
    vague: ['how many', 'how much', 'how often', 'per day', 'per second', 'per month', 'a day', 'a second', 'a month'],
  },
  size: { about: 'numbers', words: ['size', 'bytes', 'large', 'big', 'kb', 'mb'] },
  peak: { about: 'numbers', words: ['peak', 'spike', 'burst', 'busiest', 'rush', 'season'] },
  keep: { about: 'constraints', words: ['keep', 'kept', 'retention', 'retain', 'expire', 'expiry', 'delete', 'how long do', 'forever'] },
  latency: { about: 'quality', words: ['latency', 'fast', 'quick', 'p99', 'p95', 'response time', 'slow'] },
  availability: { about: 'quality', words: ['availab', 'downtime', 'uptime', 'nines', 'sla', 'slo', 'outage'] },
  freshness: {
    about: 'quality',
    words: ['fresh', 'stale', 'late ', 'lag', 'delay', 'soon', 'real time', 'real-time', 'consisten', 'eventual'],
  },
  loss: { about: 'quality', words: ['lost', 'lose', 'loss', 'durab'] },
} as const satisfies Readonly<Record<string, Pick<ClarifyingFact, 'about' | 'words' | 'vague'>>>;

/** A clarifying fact about a usual subject; `more` are words that only this problem has for it. */
export const asked = (id: keyof typeof SUBJECTS, answer: string, matters: string, more: readonly string[] = []): ClarifyingFact => ({
  id,
  about: SUBJECTS[id].about,
  words: [...SUBJECTS[id].words, ...more],
  ...(id === 'volume' && { vague: SUBJECTS.volume.vague }),
  answer,
  matters,
});
