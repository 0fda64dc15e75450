import { describe, expect, it } from 'vitest';
import { type Given, readDesign } from '../../src/practice/design.js';
import { reviewEndpoints } from '../../src/practice/endpoints.js';
import { parseDrawnPath, parsePath } from '../../src/spec/index.js';

const GIVEN: Given = {
  flows: new Map([
    ['read', 'read'],
    ['write', 'write'],
  ]),
  kinds: { links: 'database' },
  actors: new Set(['visitor']),
};

describe('a design in arrows', () => {
  it('takes misses, calls that nobody waits for, groups, instances and copies', () => {
    const design = readDesign(
      ['read: visitor -> api[3] -> (cache ?> links(primary+2), ~> clicks)', 'clicks = queue', 'clicks -> counter-worker'],
      GIVEN,
    );
    expect(design.remarks).toEqual([]);
    expect([...design.parts.values()].map(({ name, kind, instances, copies }) => [name, kind, instances, copies])).toEqual([
      ['api', 'service', 3, null],
      ['cache', 'cache', null, null],
      ['links', 'database', null, 3],
      ['clicks', 'queue', null, null],
      ['counter-worker', 'worker', null, null],
    ]);
    const [api] = design.flows.get('read') ?? [];
    expect(api?.calls.map(({ name, how }) => [name, how])).toEqual([
      ['cache', 'call'],
      ['clicks', 'later'],
    ]);
    expect(api?.calls[0]?.calls.map(({ name, how }) => [name, how])).toEqual([['links', 'miss']]);
    expect(design.unknown).toEqual([]);
  });

  it('says what is wrong with a line, and leaves it out', () => {
    const said = (line: string): string | undefined => readDesign([line], GIVEN).remarks[0]?.text;
    expect(said('raed: api -> db')).toContain('did you mean "read"?');
    expect(said('read: api -> db -> api')).toBe('"api" calls itself: api -> db -> api');
    expect(said('read: api[x] -> db')).toContain('write api[3]');
    expect(said('read: api -> cache -> db')).toContain('write cache ?> db for misses');
    expect(said('write: api -> cache ?> db')).toContain('is read as "->"');
    expect(readDesign(['read: api -> thingummy'], GIVEN).unknown[0]?.name).toBe('thingummy');
  });

  it('reads specs as before: there "~>" is an arrow like others, and "?>" is none', () => {
    expect(parsePath('a ~> b')).toEqual(parsePath('a -> b '.trimEnd()).ok ? expect.objectContaining({ ok: true }) : undefined);
    expect(parsePath('cache ?> db').ok).toBe(false);
    expect(parseDrawnPath('cache ?> db').ok).toBe(true);
  });
});

describe('an API, line by line', () => {
  const operations = [
    { name: 'add', kind: 'write', resource: 'links', endpoint: 'POST /links' },
    { name: 'list', kind: 'read', resource: 'links', isList: true, endpoint: 'GET /links?after=' },
  ] as const;
  const about = (...lines: string[]): string[] => reviewEndpoints(lines, operations).remarks.map((remark) => remark.about);

  it('finds verbs, pages, plurals, keys, identities and what is missing', () => {
    expect(about('POST /links Idempotency-Key', 'GET /links?after={id}')).toEqual([]);
    expect(about('POST /links', 'GET /links')).toEqual(['idempotency', 'pagination']);
    expect(about()).toEqual(['missing', 'missing']);
    expect(about('PUT /links/{id}', 'GET /links?cursor=1&userId=3')).toEqual(['identity']);
    expect(about('PUT /links/{id}', 'GET /links?limit=1', 'GET /thing/{id}', 'POST /createThing')).toEqual(['plural', 'action']);
  });
});
