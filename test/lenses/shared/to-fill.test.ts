import { expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

const SPEC = `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: "cdn -> api -> pay" } }
components:
  cdn: { kind: cdn }
  api: { kind: service, instances: 3, each: { rate: 200/s } }
  pay: { kind: external }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`;

const run = (command: string, spec: string) => sysdesign([command, 'shop.sysdesign.yaml'], { files: { 'shop.sysdesign.yaml': spec } });

test('what a target waits for is shown as keys to paste, at the places that they are for', async () => {
  for (const command of ['estimate', 'availability', 'review']) {
    const { out } = await run(command, SPEC);
    expect(out, command).toMatch(
      /Fill in \(values are examples\): 1 target waits for it\n\s+# in components\.cdn\n\s+availability: 99\.9%\n\s+mttr: 30 min\n\s+# in components\.pay\n/,
    );
  }
});

test('pasted there, nothing is left to fill in', async () => {
  const keys = 'availability: 99.9%, mttr: 30 min';
  const pasted = SPEC.replace('kind: cdn', `kind: cdn, ${keys}`).replace('kind: external', `kind: external, ${keys}`);
  const { out } = await run('availability', pasted);
  expect(out).not.toContain('Fill in');
  expect(out).not.toContain('1 unknown');
});
