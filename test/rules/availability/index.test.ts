import { expect, test } from 'vitest';
import { foundBy, messagesOf } from '../support/reviewing.js';

/** A flow through some components, promised. */
const promised = (target: string, components: string, path = 'api', more = ''): string => `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, peak: 3, path: ${path} } }
components:
  ${components}
requirements: { quality: { up: { flow: read, availability: ${target}, window: 30 d } } }
${more}`;

test('one instance is too few from three nines on', async () => {
  const of = (target: string, instances: number) =>
    messagesOf(
      'availability/single-instance',
      promised(target, `api: { kind: service, instances: ${instances}, mtbf: 90 d, mttr: 15 min }`),
    );
  expect(await of('99.89%', 1)).toEqual([]);
  expect(await of('99.9%', 1)).toEqual(['"api" runs in 1 instance, and "read" is promised at 99.9%']);
  expect(await of('99.9%', 2)).toEqual([]);
});

test('the only instance may take half of the budget, whatever the promise', async () => {
  // 99 h up and 1 h down: 1% of the time, half of the budget of 98%.
  const of = (target: string, instances = 1) =>
    messagesOf(
      'availability/single-point-of-failure',
      promised(target, `api: { kind: service, instances: ${instances}, mtbf: 99 h, mttr: 1 h }`),
    );
  expect(await of('98%')).toEqual([]);
  expect(await of('98.1%')).toEqual(['the only instance of "api" is down 1% of the time, and a promise of 98.1% for "read" leaves 1.9%']);
  expect(await of('98.1%', 2)).toEqual([]);
});

test('one mistake gives one finding: the cause, as severe as the worst that follows from it, with its symptoms as places', async () => {
  const spec = promised('99.9%', 'api: { kind: service, instances: 1, mtbf: 99 h, mttr: 1 h }');
  const [finding, ...others] = await foundBy('availability/single-point-of-failure', spec);
  expect(others).toEqual([]);
  expect(finding?.severity).toBe('error');
  expect(finding?.related?.map(({ message }) => message)).toEqual([
    'the promise',
    '"api" alone is down for longer than "read" may be: 1% of the time, and a promise of 99.9% leaves 0.1%',
    '"api" runs in 1 instance, and "read" is promised at 99.9%',
  ]);
  for (const symptom of ['dependency-below-target', 'single-instance']) expect(await foundBy(`availability/${symptom}`, spec)).toEqual([]);
});

test('a symptom that shows elsewhere is merged with its cause: a missed window with the maintenance that takes it', async () => {
  const spec = promised('99.9%', 'api: { kind: service, instances: 2, maintenance: { every: 30 d, lasts: 40 min } }');
  const [finding] = await foundBy('availability/maintenance-spends-budget', spec);
  expect(finding?.related?.map(({ message }) => message).join('\n')).toContain('missed in');
  expect(await foundBy('availability/window-likely-missed', spec)).toEqual([]);
});

test('what nobody waits for may run in one instance', async () => {
  const spec = promised(
    '99.9%',
    'api: { kind: service, instances: 2 }\n  mail: { kind: worker, instances: 1 }',
    '[ api: { calls: [ mail: { async: true } ] } ]',
  );
  expect(await messagesOf('availability/single-instance', spec)).toEqual([]);
});

test('a dependency may take all of the budget, and no more', async () => {
  const of = (availability: string, path = 'api') =>
    foundBy(
      'availability/dependency-below-target',
      promised(
        '99.9%',
        `api: { kind: external, availability: ${availability}, mttr: 10 min }\n  web: { kind: external, availability: 99.999%, mttr: 1 min }`,
        path,
      ),
    );
  expect(await of('99.9%')).toEqual([]);
  // 1 - 99.8% = 0.2%, and 1 - 99.9% = 0.1%.
  const [found] = await of('99.8%');
  expect(found?.message).toBe('"api" alone is down for longer than "read" may be: 0.2% of the time, and a promise of 99.9% leaves 0.1%');
  expect(found?.severity).toBe('error');
  expect(found?.math).toBe('0.2% > 0.1%');
  // Only half of the requests need it, or it has a fallback.
  expect(await of('99.8%', '[ web: { calls: [ api: { times: 50% } ] } ]')).toEqual([]);
  expect(await of('99.8%', '[ web: { calls: [ api: { fallback: 90% } ] } ]')).toEqual([]);
});

test('what is uncertain is told with its chance', async () => {
  // A range of a share is even in its logit, so half of it lies above its middle: here sqrt(0.05% x 0.2%) = 0.1%, the budget.
  const [found] = await foundBy(
    'availability/dependency-below-target',
    promised('99.9%', 'api: { kind: external, availability: 99.8%..99.95%, mttr: 10 min }'),
  );
  const chance = Number(/, in (\d+)% of cases$/.exec(found?.message ?? '')?.[1]);
  expect(chance).toBeGreaterThanOrEqual(47);
  expect(chance).toBeLessThanOrEqual(53);
});

test('three of 99.95% in series are below 99.9%, two are not', async () => {
  const of = (path: string) =>
    messagesOf(
      'availability/sync-chain',
      promised(
        '99.9%',
        ['a', 'b', 'c'].map((name) => `${name}: { kind: external, availability: 99.95%, mttr: 10 min }`).join('\n  '),
        path,
      ),
    );
  // 1 - 0.9995^2 = 0.0999750%, and 1 - 0.9995^3 = 0.149925%.
  expect(await of('a -> b')).toEqual([]);
  expect(await of('a -> b -> c')).toEqual([
    '"read" waits for "a", "b", "c", each up for long enough, and fails 0.15% of requests: a promise of 99.9% leaves 0.1%',
  ]);
});

test('a service of others may take a quarter of the budget', async () => {
  const of = (availability: string) =>
    messagesOf(
      'availability/third-party-without-fallback',
      promised('99%', `api: { kind: external, availability: ${availability}, mttr: 10 min }`),
    );
  // A quarter of 1% is 0.25%.
  expect(await of('99.75%')).toEqual([]);
  expect(await of('99.7%')).toEqual(['"api" is run by others, has no fallback, and fails "read" 0.3% of the time: its promise leaves 1%']);
});

const ZONES = 'topology: { regions: { eu: { zones: [a, b] } } }\n';

test('one zone is too few from three nines on, where there are two', async () => {
  const of = (target: string, topology: string, where = ', in: eu.a') =>
    messagesOf('availability/one-zone', promised(target, `api: { kind: service, instances: 2${where} }`, 'api', topology));
  expect(await of('99.8%', ZONES)).toEqual([]);
  expect(await of('99.9%', ZONES)).toEqual(['all of "api" is in one zone, and "read" is promised at 99.9%']);
  expect(await of('99.9%', 'topology: { regions: { eu: { zones: [a] } } }\n')).toEqual([]);
  expect(await of('99.9%', ZONES, ', spread: none')).toHaveLength(1);
});

test('the loss of a region may take half of the budget', async () => {
  // 1 h in 10,000 h is 0.009999%; half of the budgets: 0.01% of 99.98%, 0.0095% of 99.981%.
  const of = (target: string) =>
    messagesOf(
      'availability/one-region',
      promised(
        target,
        'api: { kind: service, instances: 2 }',
        'api',
        'topology: { regions: { eu: { mtbf: 9999 h, mttr: 1 h, zones: [a, b] } } }\n',
      ),
    );
  expect(await of('99.98%')).toEqual([]);
  expect(await of('99.981%')).toEqual([
    '"read" needs "api" in the region "eu" alone, which is lost 0.01% of the time: its promise leaves 0.019%',
  ]);
});

test('a fleet of which the peak needs all has no spare', async () => {
  // 100 req/s, three times as many at peak: three instances of 100 req/s.
  const of = (instances: number, target = '99.9%') =>
    messagesOf('availability/no-spare', promised(target, `api: { kind: service, instances: ${instances}, each: { rate: 100 req/s } }`));
  expect(await of(3)).toEqual(['"api" needs 3 instances up and has 3, none to spare, and "read" is promised at 99.9%']);
  expect(await of(4)).toEqual([]);
  expect(await of(3, '99.8%')).toEqual([]);
});

test('an entrance of one instance counts where several are behind it', async () => {
  const of = (lb: number, api: number) =>
    messagesOf(
      'availability/single-entrance',
      promised('99%', `lb: { kind: loadBalancer, instances: ${lb} }\n  api: { kind: service, instances: ${api} }`, 'lb -> api'),
    );
  expect(await of(1, 1)).toEqual([]);
  expect(await of(1, 2)).toEqual(['"lb" runs in 1 instance before 2 of "api"']);
  expect(await of(2, 2)).toEqual([]);
});

test('budgets may be spent to four fifths by failures that are foreseen', async () => {
  const of = (availability: string) =>
    messagesOf('availability/budget-spent', promised('99%', `api: { kind: external, availability: ${availability} }`));
  // 0.8% and 0.81% of a budget of 1%; above all of it the promise itself is missed.
  expect(await of('99.2%')).toEqual([]);
  expect(await of('99.19%')).toEqual(['failures alone are expected to spend 81% of the budget of "up", with hardly any left for changes']);
  expect(await of('98.9%')).toEqual([]);
});

test('a promise that is kept on average is missed where outages are as long as its budget', async () => {
  const of = (mtbf: string, mttr: string) =>
    messagesOf('availability/window-likely-missed', promised('99.9%', `api: { kind: external, mtbf: ${mtbf}, mttr: ${mttr} }`));
  // One outage in 43,240 min, of 40 min on average: 40 / 43,240 = 92.5% of 0.1%. In 43,200 min there are n of them with the Poisson chance of mean 1, and
  // together they exceed 43.2 min = 1.08 x 40 min with the chance of fewer than n events of mean 1.08:
  // 0.368 x 0.340 + 0.184 x 0.706 + 0.0613 x 0.904 + 0.0153 x 0.976 + 0.0037 = 0.329.
  expect(await of('30 d', '40 min')).toEqual([
    'what "up" promises of "read" is kept on average (92.5% of its budget), and missed in 32.9% of its windows',
  ]);
  // Ten outages of 1 min are 10 min, hardly ever four times as much.
  expect(await of('3 d', '1 min')).toEqual([]);
});

test('one failover may take half of the downtime of a window', async () => {
  // 99.99% of 30 d leaves 259.2 s, half of it 129.6 s.
  const of = (takes: string, mode = 'active-passive') =>
    messagesOf(
      'availability/slow-failover',
      promised('99.99%', `api: { kind: database, replication: 2, failover: { mode: ${mode}, detect: 100 s, takes: ${takes} } }`),
    );
  expect(await of('29 s')).toEqual([]);
  expect(await of('30 s')).toEqual(['one failover of "api" takes 2.17 min, and what "read" promises leaves 4.32 min in its window']);
  expect(await of('30 s', 'active-active')).toEqual([]);
});

test('planned stops may take a quarter of the budget', async () => {
  // A quarter of 1% is 0.25%: 36 min in 10 d = 14,400 min.
  const of = (rule: string, plan: string) =>
    messagesOf(`availability/${rule}`, promised('99%', `api: { kind: service, instances: 2, ${plan} }`));
  const maintenance = (lasts: string) => of('maintenance-spends-budget', `maintenance: { every: 10 d, lasts: ${lasts} }`);
  expect(await maintenance('36 min')).toEqual([]);
  expect(await maintenance('72 min')).toEqual(['"api" is down for maintenance 0.5% of the time, and what "read" promises leaves 1%']);
  const recreate = (takes: string) => of('recreate-deploy', `deploy: { strategy: recreate, every: 10 d, takes: ${takes} }`);
  expect(await recreate('36 min')).toEqual([]);
  expect(await recreate('37 min')).toEqual(['every new version stops all of "api", and "read" is promised at 99%']);
  // One release in ten goes wrong, for 6 h in 10 d: 0.25%.
  const releases = (rollback: string) =>
    of('releases-spend-budget', `deploy: { strategy: rolling, every: 10 d, failures: 10%, rollback: ${rollback} }`);
  expect(await releases('6 h')).toEqual([]);
  expect(await releases('12 h')).toEqual([
    'releases of "api" that go wrong take it down 0.5% of the time, and what "read" promises leaves 1%',
  ]);
});

test('stops that are not counted are told of three nines', async () => {
  const of = (target: string) =>
    messagesOf('availability/recreate-deploy', promised(target, 'api: { kind: service, instances: 2, deploy: { strategy: recreate } }'));
  expect(await of('99.8%')).toEqual([]);
  expect(await of('99.9%')).toHaveLength(1);
});

test('a common cause may take a quarter of the budget', async () => {
  // An instance is down 1% of the time (99 h up, 1 h down); a quarter of the budget of 1% is a quarter of that.
  const of = (share: string, instances = 2) =>
    messagesOf(
      'availability/common-cause',
      promised('99%', `api: { kind: service, instances: ${instances}, mtbf: 99 h, mttr: 1 h, shares: { power: ${share} } }`),
    );
  expect(await of('25%')).toEqual([]);
  expect(await of('30%')).toEqual(['the cause "power" takes down all of "api" 0.3% of the time, and what "read" promises leaves 1%']);
  expect(await of('30%', 1)).toEqual([]);
});

test('a cause of the topology is told once, however many share it', async () => {
  const spec = promised(
    '99%',
    'api: { kind: service, instances: 2, shares: [power] }\n  db: { kind: database, instances: 2, shares: [power] }',
    'api -> db',
    'topology: { causes: { power: { mtbf: 199 h, mttr: 1 h } } }\n',
  );
  expect(await messagesOf('availability/common-cause', spec)).toEqual([
    'the cause "power" takes down all of "api" 0.5% of the time, and what "read" promises leaves 1%',
  ]);
});

test('a zone may take as many copies as reads and writes can miss', async () => {
  const of = (zones: string, factor: number, level = 'quorum') =>
    messagesOf(
      'availability/survives-more-than-copies',
      promised(
        '99%',
        `api: { kind: database, survives: zone, replication: { factor: ${factor}, read: ${level}, write: ${level} } }`,
        'api',
        `topology: { regions: { eu: { zones: ${zones} } } }\n`,
      ),
    );
  // Three copies over three zones, a quorum of two: one lost, one to miss. Over two zones a zone has two.
  expect(await of('[a, b, c]', 3)).toEqual([]);
  expect(await of('[a, b]', 3)).toEqual([
    '"api" is to survive the loss of a zone, which takes 2 of its copies: its reads and writes can miss 1',
  ]);
  // Five over three zones, a quorum of three: two lost, two to miss.
  expect(await of('[a, b, c]', 5)).toEqual([]);
  expect(await of('[a, b, c]', 3, 'all')).toHaveLength(1);
});

test('what is to survive is what the tier asks for, where nothing states it', async () => {
  const of = (tier: string, zones: string, factor: number, level = 'quorum') =>
    messagesOf(
      'availability/survives-more-than-copies',
      promised(
        '99%',
        `api: { kind: database, replication: { factor: ${factor}, read: ${level}, write: ${level} } }`,
        'api',
        `tier: ${tier}\n${zones && `topology: { regions: { eu: { zones: ${zones} } } }\n`}`,
      ),
    );
  // A zone of two has two of three copies, and a quorum of two can miss one.
  expect(await of('critical', '[a, b]', 3)).toEqual([
    '"api" is to survive the loss of a zone, which takes 2 of its copies: its reads and writes can miss 1',
  ]);
  // One instance, where the tier asks for no more or where there is no second zone.
  for (const [tier, zones] of [
    ['standard', '[a, b]'],
    ['critical', '[a]'],
    ['critical', ''],
  ] as const) {
    expect(await of(tier, zones, 3)).toEqual([]);
    expect(await of(tier, zones, 3, 'all')).toEqual([
      '"api" is to survive the loss of an instance, which takes 1 of its copies: its reads and writes can miss 0',
    ]);
  }
  expect(await of('internal', '[a, b]', 3, 'all')).toEqual([]);
});

const calling = (outer: string, inner: string): string =>
  promised(
    '99%',
    'web: { kind: service }\n  api: { kind: service }\n  db: { kind: database }',
    `[ web: { calls: [ api: { ${outer}, calls: [ db: { ${inner} } ] } ] } ]`,
  );

test('one retry may follow at once', async () => {
  const of = (retries: string) =>
    messagesOf('availability/retry-without-backoff', calling('timeout: 9 s', `timeout: 1 s, retries: ${retries}`));
  expect(await of('1')).toEqual([]);
  expect(await of('2')).toEqual(['a failed call of "db" is repeated 2 times with no wait between']);
  expect(await of('{ max: 2, backoff: 1 ms }')).toEqual([]);
  expect(await of('{ max: 2, budget: 10% }')).toEqual([]);
});

test('all attempts below may take as long as the timeout above', async () => {
  const of = (outer: string) =>
    messagesOf('availability/timeout-above-caller', calling(outer, 'timeout: 100 ms, retries: { max: 2, backoff: 50 ms }'));
  // 3 x 100 ms + 2 x 50 ms = 400 ms.
  expect(await of('timeout: 400 ms')).toEqual([]);
  expect(await of('timeout: 300 ms')).toEqual([
    'calls of "db" may take 400 ms with their retries, and the call of "api" above is given up after 300 ms',
  ]);
  // Nobody gives up on what nobody waits for.
  expect(await messagesOf('availability/timeout-above-caller', calling('timeout: 300 ms', 'async: true, timeout: 1 s'))).toEqual([]);
});

test('a fallback in the same zone fails with what it stands for', async () => {
  const of = (where: string) =>
    messagesOf(
      'availability/fallback-fails-too',
      promised(
        '99%',
        `web: { kind: service }\n  db: { kind: database, in: eu.a }\n  copy: { kind: database, in: ${where} }`,
        `[ web: { calls: [ db: { fallback: { to: copy } } ] } ]`,
        ZONES,
      ),
    );
  expect(await of('eu.b')).toEqual([]);
  expect(await of('eu.a')).toEqual(['"copy" is to answer when "db" fails, and fails with it: both rest on "eu.a"']);
});

test('what is asked for is asked from three nines on', async () => {
  const store = 'api: { kind: database, replication: { factor: 2, sync: sync } }';
  for (const rule of ['availability/failover-unstated', 'availability/failure-rates-assumed']) {
    expect(await foundBy(rule, promised('99.8%', store)), rule).toEqual([]);
    expect(await foundBy(rule, promised('99.9%', store)), rule).toHaveLength(1);
  }
});
