import { describe, expect, test } from 'vitest';
import { messagesOf, spec } from '../support/reviewing.js';

describe('data that only some may see', () => {
  const clinic = (api: string, more: { readonly flow?: string; readonly component?: string; readonly is?: string } = {}): string =>
    spec(
      `read: { rate: 10 req/s, path: api -> db }${more.flow ? `\n  ${more.flow}` : ''}`,
      `api: { kind: service${api} }\n  db: { kind: database }${more.component ? `\n  ${more.component}` : ''}`,
      `records: { in: db, item: 5 kB, items: 1M, readBy: read, class: ${more.is ?? 'health'} }`,
    );
  const RULE = 'security/guarded-data-without-auth';
  const found = ['"read" reaches the health data "records", and nothing on its path knows who asks'];

  test('wants a sign-in where the design has one elsewhere, or states that there is none', async () => {
    expect(await messagesOf(RULE, clinic(', auth: none'))).toEqual(found);
    const elsewhere = { flow: 'write: { rate: 1 req/s, path: portal }', component: 'portal: { kind: gateway, auth: token }' };
    expect(await messagesOf(RULE, clinic('', elsewhere))).toEqual(found);
    expect(await messagesOf(RULE, clinic(', auth: session', elsewhere))).toEqual([]);
  });

  test('is asked about in an interview where no sign-in is stated at all', async () => {
    expect(await messagesOf(RULE, clinic(''))).toEqual([]);
    expect(await messagesOf('security/auth-unstated', clinic(''), 'recommended')).toEqual([]);
    expect(await messagesOf('security/auth-unstated', clinic(''), 'interview')).toHaveLength(1);
    expect(await messagesOf('security/auth-unstated', clinic(', auth: none'), 'interview')).toEqual([]);
  });

  test('may be read by a job of the night', async () => {
    expect(await messagesOf(RULE, clinic(', auth: none').replace('rate: 10 req/s', 'rate: 10 req/s, offPeak: true'))).toEqual([]);
  });

  test('may be read by all where only its changes are guarded', async () => {
    for (const is of ['balance', 'booking', 'inventory']) {
      expect(await messagesOf(RULE, clinic(', auth: none', { is }))).toEqual([]);
      const changed = clinic(', auth: none', { is }).replace('readBy: read', 'addedBy: read, keep: 1 year');
      expect(await messagesOf(RULE, changed)).toEqual([`"read" reaches the ${is} data "records", and nothing on its path knows who asks`]);
    }
  });

  test('is none that is public', async () => {
    for (const is of ['public', 'none', 'inventory']) expect(await messagesOf(RULE, clinic(', auth: none', { is }))).toEqual([]);
    expect(await messagesOf(RULE, clinic(', auth: none', { is: '[public, personal]' }))).toHaveLength(1);
  });
});

describe('a store', () => {
  const stored = (order: string): string =>
    spec(
      `browse: { rate: 100 req/s, path: api -> db }\n  order: { rate: 10 req/s, ${order} }`,
      'lb: { kind: loadBalancer }\n  gateway: { kind: gateway }\n  api: { kind: service }\n  db: { kind: database }',
    );

  test('behind a service is exposed by a flow that comes past it, through a balancer too', async () => {
    const found = ['actors of "order" call "db" directly, which "browse" reaches through "api"'];
    expect(await messagesOf('security/store-exposed', stored('path: db'))).toEqual(found);
    expect(await messagesOf('security/store-exposed', stored('path: lb -> db'))).toEqual(found);
  });

  test('is not, by a gateway or by a job of the night', async () => {
    expect(await messagesOf('security/store-exposed', stored('path: gateway -> db'))).toEqual([]);
    expect(await messagesOf('security/store-exposed', stored('offPeak: true, path: db'))).toEqual([]);
  });

  test('that no service guards anywhere may be all there is', async () => {
    expect(await messagesOf('security/store-exposed', spec('read: { rate: 1 req/s, path: db }', 'db: { kind: database }'))).toEqual([]);
  });
});

describe('a content network', () => {
  const cached = (flow: string, cdn = 'cdn: { hit: 50%, miss: [ api: { calls: [ db ] } ] }'): string =>
    spec(
      `read: { rate: 10 req/s${flow}, path: [ ${cdn} ] }`,
      'cdn: { kind: cdn }\n  api: { kind: service }\n  db: { kind: database }',
      'records: { in: db, item: 5 kB, items: 1M, readBy: read, class: personal }',
    );

  test('keeps nothing that is private, and personal data only where it is stated as public', async () => {
    expect(await messagesOf('security/private-response-in-cdn', cached(', cacheable: private'))).toEqual([
      '"cdn" answers "read" from its copies, and the responses are stated as cacheable: private',
    ]);
    expect(await messagesOf('security/private-response-in-cdn', cached(', cacheable: none'))).toHaveLength(1);
    expect(await messagesOf('security/private-response-in-cdn', cached(', cacheable: public'))).toEqual([]);
    expect(await messagesOf('security/guarded-data-in-cdn', cached(''))).toHaveLength(1);
    expect(await messagesOf('security/guarded-data-in-cdn', cached(', cacheable: public'))).toEqual([]);
  });

  test('that only passes calls on keeps nothing', async () => {
    const passing = 'cdn: { calls: [ api: { calls: [ db ] } ] }';
    expect(await messagesOf('security/private-response-in-cdn', cached(', cacheable: private', passing))).toEqual([]);
    expect(await messagesOf('security/guarded-data-in-cdn', cached('', passing))).toEqual([]);
  });
});

describe('who may write', () => {
  const writing = (api: string, kind = 'write'): string =>
    spec(`paste: { kind: ${kind}, rate: 10 req/s, path: api -> db }`, `api: { kind: service${api} }\n  db: { kind: database }`);

  test('without a name does so within limits', async () => {
    const RULE = 'security/anonymous-writes-unlimited';
    expect(await messagesOf(RULE, writing(', auth: none'))).toEqual([
      'anybody may write through "api" with "paste", and nothing limits how much',
    ]);
    for (const api of ['', ', auth: token', ', auth: none, throttle: 5 req/s', ', auth: none, throttle: none'])
      expect(await messagesOf(RULE, writing(api))).toEqual([]);
    expect(await messagesOf(RULE, writing(', auth: none', 'read'))).toEqual([]);
    // That nothing is limited may be stated of pastes, not of what is about people.
    const personal = `${writing(', auth: none, throttle: none')}data: { forms: { in: db, item: 1 kB, addedBy: paste, class: personal } }\n`;
    expect(await messagesOf(RULE, personal)).toHaveLength(1);
  });

  test('how often is a question of interviews', async () => {
    const RULE = 'security/entrance-without-throttle';
    expect(await messagesOf(RULE, writing(''), 'interview')).toHaveLength(1);
    expect(await messagesOf(RULE, writing(', throttle: none'), 'interview')).toEqual([]);
    expect(await messagesOf(RULE, writing(''), 'recommended')).toEqual([]);
  });
});

describe('code of users', () => {
  const running = (usersCode: string, is: string): string =>
    spec(
      'submit: { kind: write, rate: 10 req/s, path: runner -> db }',
      `runner: { kind: service, usersCode: ${usersCode} }\n  db: { kind: database }`,
      `users: { in: db, item: 1 kB, addedBy: submit, keep: 1 year, class: ${is} }`,
    );

  test('runs in no process of a service, and beside personal data in no container', async () => {
    for (const [usersCode, is, inProcess, sharing] of [
      ['process', 'public', 1, 0],
      ['container', 'public', 0, 0],
      ['container', 'personal', 0, 1],
      ['sandbox', 'personal', 0, 0],
      ['microVm', 'personal', 0, 0],
      ['none', 'personal', 0, 0],
    ] as const) {
      expect(await messagesOf('security/untrusted-code-in-process', running(usersCode, is)), usersCode).toHaveLength(inProcess);
      expect(await messagesOf('security/untrusted-code-shares-kernel', running(usersCode, is)), usersCode).toHaveLength(sharing);
    }
  });
});
