import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { widthOf } from '../../../src/report/text.js';
import { sysdesign } from '../../support/hosts.js';

/** Screens as people see them, kept to be looked at: `npx vitest run test/lenses/behavior/screens.test.ts -u` writes them anew. */
const DESIGNS = ['url-shortener', 'flash-sale', 'news-feed', 'chat', 'video', 'stack-overflow-2016'];
const WIDTHS = [80, 120, 160];

/** What works behind a queue at a rate that it exceeds at peak. */
const HELD_BACK: Readonly<Record<string, string>> = { video: 'transcode', 'news-feed': 'insert' };

const specOf = (name: string): Readonly<Record<string, string>> => ({
  [`${name}.sysdesign.yaml`]: readFileSync(`examples/${name}.sysdesign.yaml`, 'utf8'),
});

const screen = async (command: string, name: string, columns: number): Promise<string> =>
  (await sysdesign([command, `${name}.sysdesign.yaml`], { files: specOf(name), terminal: true, columns, env: { NO_COLOR: '1' } })).out;

interface Data {
  readonly specs: readonly [
    {
      readonly checks: readonly { readonly status: string }[];
      readonly facts: readonly { readonly id: string; readonly value: number | null }[];
      readonly findings: readonly { readonly severity: string }[];
      readonly answer: {
        readonly counts: Readonly<Record<string, number>>;
        readonly peak: { readonly value: number };
        readonly first: { readonly component: string; readonly headroom: { readonly value: number } } | null;
        readonly stored: { readonly ahead: { readonly value: number } | null };
        readonly availability: readonly { readonly flow: string; readonly unavailability: { readonly value: number } }[];
      };
    },
  ];
}

describe.each(DESIGNS)('the estimate of %s', (name) => {
  test.each(WIDTHS)('at %i columns', async (columns) => {
    const text = await screen('estimate', name, columns);
    for (const line of text.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
    await expect(text).toMatchFileSnapshot(`../screens/${name}.${columns}.txt`);
  });

  test('answers in at most four lines', async () => {
    const [, answer = ''] = (await screen('estimate', name, 80)).split('\n\n');
    expect(answer.split('\n').length).toBeLessThanOrEqual(4);
  });
});

describe.each(['estimate', 'availability'])('the first and the last lines of %s', (command) => {
  test.each(DESIGNS)('agree with its JSON: %s', async (name) => {
    const file = `${name}.sysdesign.yaml`;
    const json = await sysdesign([command, file, '-f', 'json', '--samples', '200'], { files: specOf(name) });
    const { checks, facts, findings, answer } = (JSON.parse(json.out) as Data).specs[0];
    const count = (status: string): number => checks.filter((check) => check.status === status).length;
    const [met, missed, unknown] = ['met', 'missed', 'unknown'].map(count);
    expect(answer.counts).toMatchObject({ met, missed, atRisk: count('at-risk'), unknown });
    const fact = (id: string): number | null | undefined => facts.find((candidate) => candidate.id === id)?.value;
    if (command === 'estimate') {
      expect(answer.peak.value).toBe(fact('totals.rate.peak'));
      for (const { flow, unavailability } of answer.availability) expect(unavailability.value).toBe(fact(`flows.${flow}.unavailability`));
      const headrooms = facts.filter(({ id, value }) => /^components\.[^.]+\.headroom\.sized$/.test(id) && value !== null);
      // What works behind a queue at a stated rate gets no more under more load.
      const isHeldBack = (id: string): boolean => HELD_BACK[name] === id.split('.')[1];
      const open = headrooms.filter(({ id }) => !isHeldBack(id));
      if (answer.first) expect(answer.first.headroom.value).toBe(Math.min(...open.map(({ value }) => value ?? Number.NaN)));
      else expect(open).toEqual([]);
    }

    const text = await screen(command, name, 80);
    const [, shown = ''] = text.split('\n\n');
    const isBad = (missed ?? 0) > 0 || findings.some(({ severity }) => severity === 'error');
    expect(shown.trimStart()[0]).toBe(isBad ? '✗' : checks.length === 0 ? '?' : '✓');
    if (isBad) expect(shown).toContain(`${missed} of ${checks.length} target`);
    if (checks.length === 0) return;
    const last = text.trimEnd().split('\n').slice(-24).join('\n');
    expect(last).toContain(`${isBad ? '✗' : '✓'} Targets: ${met} met, ${missed} missed, ${count('at-risk')} at risk, ${unknown} unknown`);
    expect(json.code).toBe(isBad ? 1 : 0);
  });
});
