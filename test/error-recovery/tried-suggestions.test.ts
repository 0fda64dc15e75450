import { describe, expect, it } from 'vitest';
import { memoryFileSystem } from '../../src/io/index.js';
import { loadedFromText } from '../../src/workspace/index.js';

/** What is suggested for the mistakes of a spec, by the text that they are about. */
async function suggestedFor(text: string): Promise<Readonly<Record<string, string | undefined>>> {
  const { findings } = await loadedFromText({ name: 'shop.sysdesign.yaml', text }, memoryFileSystem({}));
  return Object.fromEntries(
    findings.flatMap(({ at, suggestion, severity }) =>
      at && severity === 'error' ? [[at.source.text.slice(at.start, at.end), suggestion]] : [],
    ),
  );
}

const withTimes = (p50: string): string => `sysdesign: 1
name: shop
flows: { read: { rate: 5 req/s, path: api } }
components: { api: { kind: service, each: { ${p50}, p99: 40 ms, disk: 4 TB } } }
`;

describe('what is suggested mends', () => {
  it.each([
    // 5 s, or 5 months, is above the p99 beside it.
    ['ss', withTimes('p50: 5 ss')],
    ['ml', withTimes('p50: 5 ml')],
    ['TTB', withTimes('p50: 5 ms').replace('4 TB', '4 TTB')],
    // Both db and lb are one letter away, and db closes a circle.
    [
      'tb',
      'sysdesign: 1\nname: shop\nflows: { read: { rate: 5 req/s, path: tb -> db } }\ncomponents: { lb: { kind: loadBalancer }, db: { kind: database } }\n',
    ],
  ])('%s: nothing is suggested that would be wrong as well', async (written, text) => {
    const suggested = await suggestedFor(text);
    expect(Object.keys(suggested)).toEqual([written]);
    expect(suggested[written]).toBeUndefined();
  });

  it.each([
    ['raet', 'rate', withTimes('p50: 5 ms').replace('rate:', 'raet:')],
    ['mss', 'ms', withTimes('p50: 5 mss')],
    // What is still wrong after it is another mistake, which is found beside it.
    ['raet', 'rate', withTimes('p50: 5 parsecs').replace('rate:', 'raet:')],
    // The same word stands in a second place, where it is found next.
    [
      'browse',
      'broowse',
      `${withTimes('p50: 5 ms').replace('read:', 'broowse:')}scenarios: { sale: { flows.browse.rate: x2 } }\nrequirements: { quality: { up: { flow: browse, availability: 99% } } }\n`,
    ],
  ])('%s: %s is suggested still', async (written, meant, text) => {
    expect(await suggestedFor(text)).toMatchObject({ [written]: meant });
  });

  it('in a file that is included, too', async () => {
    const files = memoryFileSystem({ 'api.yaml': 'components: { api: { kind: service, each: { p50: 5 ss, p99: 40 ms } } }\n' });
    const text = 'sysdesign: 1\nname: shop\ninclude: [api.yaml]\nflows: { read: { rate: 5 req/s, path: api } }\n';
    const { findings } = await loadedFromText({ name: 'shop.sysdesign.yaml', text }, files);
    expect(findings.map(({ rule, suggestion }) => [rule, suggestion])).toEqual([['quantity/unknown-unit', undefined]]);
  });
});
