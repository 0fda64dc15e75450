import { describe, expect, it } from 'vitest';
import { keysFor, kindFor } from '../../src/schema/synonyms.js';
import { findingsIn, spanOf } from './support/reading.js';

/** What is said of a component: the words pointed at, the suggestion and the help. */
const saidOf = (component: string): readonly (readonly [string, string | undefined, string | undefined])[] =>
  findingsIn(`sysdesign: 1\nname: x\ncomponents: { a: ${component} }\n`).map((finding) => [
    spanOf(finding),
    finding.suggestion,
    finding.help,
  ]);

describe('a kind by another word', () => {
  it.each([
    ['db', 'database'],
    ['lb', 'loadBalancer'],
    ['load-balancer', 'loadBalancer'],
    ['server', 'service'],
    ['serverless', 'function'],
  ])('%s is answered with %s', (word, kind) => {
    expect(saidOf(`{ kind: ${word} }`)).toEqual([[word, kind, `did you mean "${kind}"?`]]);
  });

  it.each([
    ['postgres', 'database'],
    ['Redis', 'cache'],
    ['kafka', 'stream'],
    ['s3', 'objectStore'],
    ['lambda', 'function'],
  ])('%s is a product, of kind %s', (word, kind) => {
    expect(saidOf(`{ kind: ${word} }`)).toEqual([[word, kind, `did you mean "${kind}"? The product goes under use: ${word}`]]);
  });

  it.each([
    ['3x postgres', 'database', 'did you mean "database"? Beside it: use: postgres, instances: 3'],
    ['postgres x2', 'database', 'did you mean "database"? Beside it: use: postgres, instances: 2'],
    ['async queue', 'queue', 'did you mean "queue"?'],
    ['web server', 'service', 'did you mean "service"?'],
  ])('%s is answered with %s, and what goes beside it', (words, kind, help) => {
    expect(saidOf(`{ kind: ${words} }`)).toEqual([[words, kind, help]]);
  });

  it.each([
    ['az', 'zone'],
    ['Data-Center', 'zone'],
    ['node', 'instance'],
  ])('what survives the loss of a place called %s survives a %s', (word, place) => {
    expect(saidOf(`{ kind: database, survives: ${word} }`)).toEqual([[word, place, `did you mean "${place}"?`]]);
  });

  it('a slip in a kind is still one', () => {
    expect(saidOf('{ kind: databse }')).toEqual([['databse', 'database', 'did you mean "database"?']]);
    expect(kindFor('databse')).toBeUndefined();
  });
});

describe('a key by another word', () => {
  it.each([
    ['{ kind: service, each: { ram: 4 GB } }', 'ram', 'memory'],
    ['{ kind: service, each: { throughput: 5k/s } }', 'throughput', 'rate'],
    ['{ kind: service, each: { bandwidth: 1 Gbps } }', 'bandwidth', 'network'],
    ['{ kind: service, each: { price: 1 USD/h } }', 'price', 'cost'],
    ['{ kind: database, replicationFactor: 3 }', 'replicationFactor', 'replication'],
    ['{ kind: database, replication_factor: 3 }', 'replication_factor', 'replication'],
  ])('%s', (component, key, meant) => {
    expect(saidOf(component)).toEqual([[key, meant, `did you mean "${meant}"?`]]);
  });

  it('of what a provider promises, that it is not how often it fails', () => {
    const help = 'what a provider promises is not how often it fails: state availability as measured, or leave it out';
    expect(saidOf('{ kind: service, sla: 99.9% }')).toEqual([['sla', 'availability', help]]);
  });

  it('of what stands elsewhere, where it goes', () => {
    expect(saidOf('{ kind: service, ram: 4 GB }')).toEqual([['ram', undefined, 'did you mean "memory"? it goes under `each:`']]);
  });

  it('is suggested only where such a key may stand', () => {
    expect(keysFor('Replication-Factor')).toEqual(['replication', 'factor']);
    expect(keysFor('constructor')).toEqual([]);
  });
});

describe('a promise without a name', () => {
  it('is shown where it goes', () => {
    const [found] = findingsIn('sysdesign: 1\nname: x\nrequirements: { availability: 99.9% }\n');
    expect(found?.help).toBe('it goes under `quality:`, with a name of your own: quality: { NAME: { availability: ... } }');
  });
});
