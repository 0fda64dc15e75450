import { describe, expect, test } from 'vitest';
import { sysdesign } from '../support/hosts.js';
import { judged } from './running.js';

const FILE = 'shop.sysdesign.yaml';

interface Parts {
  /** What the database says of itself. */
  readonly db?: string;
  readonly path?: string;
  /** What stands below the components. */
  readonly more?: string;
}

/** A shop with one mistake: line 4 has the path, line 6 the database, line 8 whatever else it needs. */
const shop = ({ db = 'instances: 3', path = 'db', more = '' }: Parts): string => `sysdesign: 1
name: shop
flows:
  read: { rate: 1k req/s, path: ${path} }
components:
  db: { kind: database, ${db} }
  other: { kind: external, availability: 99.9% }
${more}
`;

const ofDb = (db: string): string => shop({ db });
const ofPath = (path: string): string => shop({ path });
const below = (more: string): string => shop({ more });
const quality = (target: string): string => below(`requirements: { quality: { up: { ${target} } } }`);
const causes = 'topology: { causes: { power: { mtbf: 5 years, mttr: 1 h } } }';
const zones = 'topology: { regions: { eu: { zones: [a, b] } } }';

/** What the lens says of a spec, and how it ends. */
async function told(text: string): Promise<{ readonly code: number; readonly findings: readonly string[] }> {
  const { code, told: all } = await judged(['availability', FILE], { files: { [FILE]: text } });
  const findings = all.map(({ rule, place, marked, message, help }) => {
    const [line, column] = place.split(':').slice(1);
    return `${rule} ${line}:${column} ${JSON.stringify(marked)} ${message} (${help})`;
  });
  return { code, findings };
}

const SHARE = 'write a share between 0% and 100%';
const SIGN = 'check the sign and the number';

const MISTAKES: Readonly<Record<string, readonly (readonly [what: string, text: string, finding: string])[]>> = {
  'shares of time and of failures': [
    [
      'an availability above 1',
      ofDb('availability: 1.5'),
      'quantity/range 6:39 "1.5" a share does not exceed 100%: got 1.5 (did you mean "1.5%"?)',
    ],
    [
      'an availability without its %',
      ofDb('availability: 99.9'),
      'quantity/range 6:39 "99.9" a share does not exceed 100%: got 99.9 (did you mean "99.9%"?)',
    ],
    [
      'an objective without its %',
      quality('flow: read, availability: 99.95'),
      'quantity/range 8:60 "99.95" a share does not exceed 100%: got 99.95 (did you mean "99.95%"?)',
    ],
    [
      'a zone without its %',
      below('topology: { regions: { eu: { zones: { a: { availability: 99.9 } } } } }'),
      'quantity/range 8:58 "99.9" a share does not exceed 100%: got 99.9 (did you mean "99.9%"?)',
    ],
    [
      'an availability below 0',
      ofDb('availability: -1%'),
      `quantity/range 6:39 "-1%" expected a share (such as 99.95% or 3 nines), not below 0: got -1% (${SIGN})`,
    ],
    ['nines misspelt', ofDb('availability: 3 ninse'), 'quantity/unknown-unit 6:41 "ninse" unknown unit "ninse" (did you mean "nines"?)'],
    [
      'a coverage above 100%',
      ofDb('instances: 2, failover: { takes: 1 min, coverage: 110% }'),
      `quantity/range 6:75 "110%" a share does not exceed 100%: got 110% (${SHARE})`,
    ],
    [
      'a cause of more than all failures',
      ofDb('shares: { power: 160% }'),
      `quantity/range 6:42 "160%" a share does not exceed 100%: got 160% (${SHARE})`,
    ],
    [
      'causes of more than all failures together',
      ofDb('shares: { power: 60%, deploy: 50% }'),
      'spec/contradiction 6:55 "50%" 110% of the failures of "db" are blamed on causes (shares of its failures: together at most 100%)',
    ],
    [
      'more than all deployments that fail',
      ofDb('deploy: { every: 1 d, failures: 150%, rollback: 10 min }'),
      `quantity/range 6:57 "150%" a share does not exceed 100%: got 150% (${SHARE})`,
    ],
    [
      'a fallback for more than all',
      ofPath('[ db: { fallback: 120% } ]'),
      `quantity/range 4:51 "120%" a share does not exceed 100%: got 120% (${SHARE})`,
    ],
    [
      'a fallback for less than none',
      ofPath('[ db: { fallback: { share: -5% } } ]'),
      `quantity/range 4:60 "-5%" expected a share (such as 20% or 0.2), not below 0: got -5% (${SIGN})`,
    ],
    ['more than all disks lost', ofDb('afr: 200%'), `quantity/range 6:30 "200%" a share does not exceed 100%: got 200% (${SHARE})`],
    [
      'more than all copies lost at once',
      ofDb('correlatedLoss: 110%'),
      `quantity/range 6:41 "110%" a share does not exceed 100%: got 110% (${SHARE})`,
    ],
  ],
  times: [
    [
      'no time between failures',
      ofDb('mtbf: 0 h, mttr: 1 h'),
      'spec/out-of-bounds 6:31 "0 h" "0 h" cannot be: what fails all the time is never up (write the mean time up between failures: 90 d)',
    ],
    [
      'no time between failures of a zone',
      below('topology: { regions: { eu: { zones: { a: { mtbf: 0 h, mttr: 1 h } } } } }'),
      'spec/out-of-bounds 8:50 "0 h" "0 h" cannot be: what fails all the time is never up (write the mean time up between failures: 90 d)',
    ],
    [
      'no time between failures of several zones, written once',
      below('topology: { regions: { eu: { zones: { a: &zone { mtbf: 0 h, mttr: 1 h }, b: *zone, c: *zone } } } }'),
      'spec/out-of-bounds 8:56 "0 h" "0 h" cannot be: what fails all the time is never up (write the mean time up between failures: 90 d)',
    ],
    [
      'another unit for several zones, written once',
      below('topology: { regions: { eu: { zones: { a: &zone { mtbf: 2 kB, mttr: 1 h }, b: *zone, c: *zone } } } }'),
      'quantity/dimension 8:56 "2 kB" expected a duration (such as 20 ms), got a size (2 kB) (check the unit)',
    ],
    [
      'a negative time between failures',
      ofDb('mtbf: -5 h, mttr: 1 h'),
      `quantity/range 6:31 "-5 h" expected a duration (such as 20 ms), not below 0: got -5 h (${SIGN})`,
    ],
    [
      'a negative repair',
      ofDb('mtbf: 5 d, mttr: -1 h'),
      `quantity/range 6:42 "-1 h" expected a duration (such as 20 ms), not below 0: got -1 h (${SIGN})`,
    ],
    [
      'a negative part of a repair',
      ofDb('mtbf: 5 d, mttr: { detect: 1 min, respond: -2 min }'),
      `quantity/range 6:68 "-2 min" expected a duration (such as 20 ms), not below 0: got -2 min (${SIGN})`,
    ],
    [
      'a negative failover',
      ofDb('instances: 2, failover: { takes: -1 min }'),
      `quantity/range 6:58 "-1 min" expected a duration (such as 20 ms), not below 0: got -1 min (${SIGN})`,
    ],
    [
      'a negative repair of a shared cause',
      below('topology: { causes: { power: { mtbf: 5 years, mttr: -1 h } } }'),
      `quantity/range 8:53 "-1 h" expected a duration (such as 20 ms), not below 0: got -1 h (${SIGN})`,
    ],
    [
      'maintenance all the time',
      ofDb('maintenance: { every: 0 d, lasts: 1 h }'),
      'spec/out-of-bounds 6:47 "0 d" "0 d" cannot be: nothing happens every no time (write the time from one to the next)',
    ],
    [
      'backups all the time',
      ofDb('backup: { every: 0 h }'),
      'spec/out-of-bounds 6:42 "0 h" "0 h" cannot be: nothing happens every no time (write the time from one to the next)',
    ],
    [
      'an objective over no time',
      quality('flow: read, availability: 99.9%, window: 0 d'),
      `quantity/range 8:75 "0 d" expected a window (such as 30 d, 30 d rolling or calendar month), above 0: got 0 d (${SIGN})`,
    ],
  ],
  dimensions: [
    [
      'an MTBF without a unit',
      ofDb('mtbf: 720, mttr: 1 h'),
      'quantity/dimension 6:31 "720" expected a duration (such as 20 ms), got a plain number (720) (add a unit: 720 s, 720 min or 720 d)',
    ],
    [
      'an MTBF told as a rate',
      ofDb('mtbf: 3 per year, mttr: 1 h'),
      'quantity/dimension 6:31 "3 per year" expected a duration (such as 20 ms), got a rate (3 per year) (check the unit)',
    ],
    [
      'a failover told in bytes',
      ofDb('instances: 2, failover: { takes: 1 GB }'),
      'quantity/dimension 6:58 "1 GB" expected a duration (such as 20 ms), got a size (1 GB) (check the unit)',
    ],
    [
      'a buffer told in bytes',
      ofPath('[ db: { fallback: { buffer: 10 GB } } ]'),
      'quantity/dimension 4:61 "10 GB" expected a duration (such as 20 ms), got a size (10 GB) (check the unit)',
    ],
    [
      'a rebuild told in bytes',
      ofDb('rebuild: 6 GB'),
      'quantity/dimension 6:34 "6 GB" expected a duration (such as 20 ms), got a size (6 GB) (check the unit)',
    ],
    [
      'a window told in bytes',
      quality('flow: read, availability: 99.9%, window: 30 GB'),
      'quantity/dimension 8:75 "30 GB" expected a window (such as 30 d, 30 d rolling or calendar month), got a size (30 GB) (check the unit)',
    ],
  ],
  'numbers of things': [
    [
      'more needed than there are',
      ofDb('instances: 3, needed: 4'),
      'spec/contradiction 6:47 "4" "db" needs 4 instances up, and has 3 (need fewer, or have more)',
    ],
    [
      'none needed',
      ofDb('instances: 3, needed: 0'),
      'spec/out-of-bounds 6:47 "0" "0" cannot be: fewer than one does nothing (write how many there are at a time)',
    ],
    [
      'no repair crew',
      ofDb('instances: 3, crews: 0'),
      'spec/out-of-bounds 6:46 "0" "0" cannot be: fewer than one does nothing (write how many there are at a time)',
    ],
    [
      'fewer crews than none',
      ofDb('instances: 3, crews: -1'),
      `quantity/range 6:46 "-1" expected a number (such as 5 or 10k), not below 0: got -1 (${SIGN})`,
    ],
  ],
  'what cannot both be': [
    [
      'reads that wait for more copies than there are',
      ofDb('replication: { factor: 3, read: 4 }'),
      'spec/contradiction 6:57 "4" a read of "db" waits for 4 copies, and there are 3 (wait for fewer: quorum)',
    ],
    [
      'writes that wait for more copies than there are',
      ofDb('replication: { factor: 2, write: 3 }'),
      'spec/contradiction 6:58 "3" a write of "db" waits for 3 copies, and there are 2 (wait for fewer: quorum)',
    ],
    [
      'maintenance that is never over',
      ofDb('maintenance: { every: 1 h, lasts: 90 min }'),
      'spec/contradiction 6:59 "90 min" maintenance of "db" lasts 90 min, and the next begins after 1 h (swap the two, or write what one of them takes)',
    ],
    [
      'a zone that is there twice',
      below('topology: { regions: { eu: { zones: [a, b, a] } } }'),
      'schema/repeated-item 8:44 "a" "zones" has "a" twice (name it once)',
    ],
  ],
  names: [
    [
      'a component in a zone that there is not',
      shop({ db: 'in: eu.x', more: zones }),
      'spec/unknown-reference 6:29 "eu.x" unknown zone or region "eu.x" (did you mean "eu.a"?)',
    ],
    [
      'one such of several',
      shop({ db: 'in: [eu.a, eu.bb]', more: zones }),
      'spec/unknown-reference 6:36 "eu.bb" unknown zone or region "eu.bb" (did you mean "eu.b"?)',
    ],
    [
      'a component in a region that there is not',
      shop({ db: 'in: us', more: zones }),
      'spec/unknown-reference 6:29 "us" unknown zone or region "us" (defined: eu, eu.a, eu.b)',
    ],
    [
      'a zone down that there is not',
      below(`${zones}\nscenarios: { out: { down: [eu.c] } }`),
      'spec/unknown-reference 9:28 "eu.c" unknown zone or region "eu.c" (did you mean "eu.a"?)',
    ],
    [
      'a component down that there is not',
      below('scenarios: { out: { down: [dbb] } }'),
      'spec/unknown-reference 8:28 "dbb" unknown component "dbb" (did you mean "db"?)',
    ],
    [
      'a shared cause down that there is not',
      below(`${causes}\nscenarios: { out: { down: [powr] } }`),
      'spec/unknown-reference 9:28 "powr" unknown shared cause "powr" (did you mean "power"?)',
    ],
    [
      'failures blamed on a cause that the topology does not name',
      shop({ db: 'shares: { powr: 10% }', more: causes }),
      'spec/unknown-reference 6:35 "powr" unknown shared cause "powr" (did you mean "power"?)',
    ],
    [
      'a list of causes, one of them unknown',
      shop({ db: 'shares: [powr]', more: causes }),
      'spec/unknown-reference 6:34 "powr" unknown shared cause "powr" (did you mean "power"?)',
    ],
    [
      'a fallback to a component that there is not',
      ofPath('[ db: { fallback: { to: othr } } ]'),
      'spec/unknown-reference 4:57 "othr" unknown component "othr" (did you mean "other"?)',
    ],
    [
      'an objective for a flow that there is not',
      quality('flow: raed, availability: 99.9%'),
      'spec/unknown-reference 8:40 "raed" unknown flow "raed" (did you mean "read"?)',
    ],
    [
      'an objective for a component that there is not',
      quality('component: bd, availability: 99.9%'),
      'spec/unknown-reference 8:45 "bd" unknown component "bd" (did you mean "db"?)',
    ],
    [
      'an agreement for a flow that there is not',
      below('requirements: { agreements: { gold: { flow: raed, availability: 99.9% } } }'),
      'spec/unknown-reference 8:45 "raed" unknown flow "raed" (did you mean "read"?)',
    ],
    [
      'durability of data that there is not',
      quality('data: links, durability: 9 nines'),
      'spec/unknown-reference 8:40 "links" unknown data set "links" (none is defined: add it)',
    ],
    [
      'a dependency of no known kind',
      ofPath('[ db: { dependency: sfot } ]'),
      'schema/unknown-value 4:53 "sfot" unknown dependency "sfot" (did you mean "soft"?)',
    ],
    [
      'a failover of no known mode',
      ofDb('instances: 2, failover: { mode: activ-passive }'),
      'schema/unknown-value 6:57 "activ-passive" unknown mode "activ-passive" (did you mean "active-passive"?)',
    ],
    [
      'a strategy that is none',
      ofDb('deploy: { strategy: rollling }'),
      'schema/unknown-value 6:45 "rollling" unknown strategy "rollling" (did you mean "rolling"?)',
    ],
  ],
  cycles: [
    [
      'a path that comes back',
      ofPath('db -> other -> db'),
      'spec/path-cycle 4:48 "db" "db" calls itself on the path of "read" (the round trip: db -> other -> db)',
    ],
    [
      'a fallback to itself',
      ofPath('[ db: { fallback: { to: db } } ]'),
      'spec/contradiction 4:57 "db" "db" cannot stand in for itself (name the component that answers instead)',
    ],
  ],
};

for (const [what, cases] of Object.entries(MISTAKES)) {
  describe(`the availability lens refuses, once and in place: ${what}`, () => {
    test.each(cases)('%s', async (_, text, finding) => {
      expect(await told(text)).toEqual({ code: 2, findings: [finding] });
    });
  });
}

/** The rules that fire, with what each points at, whatever their severity. */
async function judgedAs(text: string): Promise<{ readonly code: number; readonly findings: readonly string[] }> {
  const { code, out } = await sysdesign(['availability', FILE, '-f', 'json'], { files: { [FILE]: text } });
  const [spec] = (JSON.parse(out) as { specs: { findings: { rule: string; severity: string; at: { line: number; column: number } }[] }[] })
    .specs;
  return { code, findings: (spec?.findings ?? []).map(({ rule, severity, at }) => `${severity} ${rule} ${at.line}:${at.column}`) };
}

describe('promises that are valid, and judged', () => {
  const promised = (objective: string, agreement: string): string =>
    shop({
      db: 'availability: 99.999%',
      more: `requirements:
  quality: { up: { flow: read, availability: ${objective} } }
  agreements: { gold: { flow: read, availability: ${agreement} } }`,
    });

  test('an agreement that its objective does not go beyond: at the agreement', async () => {
    const judgment = { code: 1, findings: ['error availability/agreement-not-looser 10:51'] };
    expect(await judgedAs(promised('99.9%', '99.95%'))).toEqual(judgment);
    expect(await judgedAs(promised('99.9%', '99.9%'))).toEqual(judgment);
    expect(await judgedAs(promised('99.95%', '99.9%'))).toEqual({ code: 0, findings: [] });
  });

  test('100%, which a repair in no time keeps: at the promise', async () => {
    const text = shop({ db: 'mtbf: 30 d, mttr: 0 s', more: 'requirements: { quality: { up: { flow: read, availability: 100% } } }' });
    expect(await judgedAs(text)).toEqual({ code: 1, findings: ['error availability/promise-of-everything 8:60'] });
  });

  test('an agreement that nothing is aimed at beyond: a warning', async () => {
    const text = shop({
      db: 'availability: 99.999%',
      more: 'requirements: { agreements: { gold: { flow: read, availability: 99.9% } } }',
    });
    expect(await judgedAs(text)).toEqual({ code: 0, findings: ['warning availability/agreement-without-objective 8:65'] });
  });

  test('an objective that the design falls short of: missed, and the component that alone is below it', async () => {
    const text = shop({ db: 'availability: 99%', more: 'requirements: { quality: { up: { flow: read, availability: 99.9% } } }' });
    expect(await judgedAs(text)).toEqual({ code: 1, findings: ['error availability/dependency-below-target 6:3'] });
  });
});
