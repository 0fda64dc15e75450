import { describe, expect, test } from 'vitest';
import { atRisk, checkOf, factOf, findingAt, missed, rendered, resultOf, shop, specOf, unknown } from '../support/samples.js';

describe('a result that is judged', () => {
  const checks = [missed, atRisk, unknown, checkOf()];

  test('compact has one line a problem, as editors read them', async () => {
    const output = await rendered(
      resultOf(specOf({ checks, findings: [findingAt(shop, 'expect', { severity: 'warning', help: 'remove it' })] })),
      'compact',
    );
    expect(output.split('\n')).toEqual([
      'shop.sysdesign.yaml:3:1: warning: unknown key "expect"; remove it [schema/unknown-key]',
      'shop.sysdesign.yaml:3:1: error: flows.read.rate.mean = 600 req/s, expected 500 req/s within 1%; 20% above [expectation/missed]',
      'shop.sysdesign.yaml: warning: room: totals.storage = 5.4 TB, target at most 5.5 TB; met with a chance of 71% [requirement/at-risk]',
      'shop.sysdesign.yaml: 1 met, 1 missed, 1 at risk, 1 unknown',
      '',
    ]);
  });

  test('markdown cannot be broken by names', async () => {
    const output = await rendered(resultOf(specOf({ name: 'a|b <script>', checks })), 'markdown');
    expect(output).toContain('## a\\|b \\<script\\>');
    expect(output).toContain('| **MISSED** | flows.read.rate.mean |');
  });

  test('csv has one row a fact and quotes what needs it', async () => {
    const facts = [
      factOf('flows.read.rate.mean', 1 / 3, 'req/s', { formula: '=a, b' }),
      factOf('data.a.item', null, 'B', { missing: [{ path: 'x' }, { path: 'y' }] }),
    ];
    expect((await rendered(resultOf(specOf({ facts })), 'csv')).split('\n')).toEqual([
      'file,id,unit,value,state,p5,p50,p95,mean,origin,missing,formula',
      'shop.sysdesign.yaml,data.a.item,B,,unknown,,,,,spec,x; y,',
      `shop.sysdesign.yaml,flows.read.rate.mean,req/s,0.333333333333,known,,,,,spec,,"'=a, b"`,
      '',
    ]);
  });
});
