import type { Define } from './define.js';

interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Define>;
}

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'write a commented starter spec',
    load: async () => (await import('./init.js')).defineInit,
  },
  {
    name: 'validate',
    summary: 'check that specs can be read and make sense',
    load: async () => (await import('./validate.js')).defineValidate,
  },
  {
    name: 'estimate',
    summary: 'load, storage, servers and cost of a design, judged against its targets',
    load: async () => (await import('./estimate.js')).defineEstimate,
  },
  {
    name: 'availability',
    summary: 'what fails, how often, what breaks it, error budgets, durability, what would help',
    load: async () => (await import('./availability.js')).defineAvailability,
  },
  {
    name: 'latency',
    summary: 'percentiles of each flow against its targets, where the time goes, what would help',
    load: async () => (await import('./latency.js')).defineLatency,
  },
  {
    name: 'consistency',
    summary: 'what readers may rely on, which link decides that, and what would have to change',
    load: async () =>
      (await import('../lens-command.js')).lensCommand('consistency', {
        verbose: 'every split of the places in two',
        examples: [
          'consistency shop.sysdesign.yaml',
          'consistency shop.sysdesign.yaml --set components.cache.ttl=10s',
          'consistency --example url-shortener',
        ],
      }),
  },
  {
    name: 'review',
    summary: 'what will break, why, and what that endangers: a verdict for each quality',
    load: async () => (await import('./review.js')).defineReview,
  },
  {
    name: 'lint',
    summary: 'what a review finds, over many files, for editors, hooks and CI',
    load: async () => (await import('./lint.js')).defineLint,
  },
  {
    name: 'baseline',
    summary: 'keep what was found when linting began, so that only new findings fail',
    load: async () => (await import('./baseline.js')).defineBaseline,
  },
  {
    name: 'merge',
    summary: 'one report of what several runs of lint found',
    load: async () => (await import('./merge.js')).defineMerge,
  },
  {
    name: 'rules',
    summary: 'the rules of a review: when each is raised, and how it is set',
    load: async () => (await import('./rules.js')).defineRules,
  },
  {
    name: 'explain',
    summary: 'how a fact came about, down to lines of the spec; what a finding means',
    load: async () => (await import('./explain.js')).defineExplain,
  },
  {
    name: 'sweep',
    summary: 'results as one value goes from one end to another, and the thresholds in between',
    load: async () => (await import('./sweep.js')).defineSweep,
  },
  {
    name: 'facts',
    summary: 'list what can be asked for: ids, units, meaning, values',
    load: async () => (await import('./facts.js')).defineFacts,
  },
  {
    name: 'catalog',
    summary: 'figures of hardware, products and prices, with source and date',
    load: async () => (await import('./catalog.js')).defineCatalog,
  },
  {
    name: 'calc',
    summary: 'work out an expression with units, without a spec',
    load: async () => (await import('./calc.js')).defineCalc,
  },
  {
    name: 'nines',
    summary: 'availability, nines and downtime, without a spec',
    load: async () => (await import('./nines.js')).defineNines,
  },
  {
    name: 'queue',
    summary: 'waiting, percentiles, backlogs and retries of a queue, without a spec',
    load: async () => (await import('./queue.js')).defineQueue,
  },
  {
    name: 'quorum',
    summary: 'what quorums of replicas guarantee, tolerate and cost, without a spec',
    load: async () => (await import('./quorum.js')).defineQuorum,
  },
  {
    name: 'practice',
    summary: 'a system design interview that checks the numbers and the design',
    load: async () => (await import('./practice.js')).definePractice,
  },
  {
    name: 'completion',
    summary: 'print a completion script for bash, zsh or fish',
    load: async () => (await import('./completion.js')).defineCompletion,
  },
  {
    name: 'help',
    summary: 'help of a command; what the keys of a spec are for, by key or by word',
    load: async () => (await import('./help.js')).defineHelp,
  },
];
