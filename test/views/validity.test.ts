import { expect, test } from 'vitest';
import { validity } from '../../src/views/validity.js';
import { findingAt, rendered, resultOf, shop, specOf } from '../report/support/samples.js';

test('validation says ok for each good file, shows the findings of the others, and counts', async () => {
  const bad = specOf({ file: 'b.yaml', findings: [findingAt(shop, 'expect'), findingAt(shop, 'name', { severity: 'warning' })] });
  const output = await rendered(resultOf(specOf(), bad, specOf({ file: 'c.yaml' })), 'pretty', {}, validity);
  expect(output).toContain('✓ ok  shop.sysdesign.yaml');
  expect(output).toContain('✓ ok  c.yaml');
  expect(output).not.toContain('ok  b.yaml');
  expect(output.trimEnd().split('\n').at(-1)).toBe('3 specs: 2 ok, 1 invalid (1 error, 1 warning)');
});
