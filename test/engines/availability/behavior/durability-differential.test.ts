import { expect, test } from 'vitest';
import { close, estimate } from '../../../support/estimating.js';
import { isFull } from '../../../support/full.js';
import { keptData, keptTree, lossByWindows, lossOf } from '../../support/differential/stores.js';

const DESIGNS = isFull ? 1000 : 100;
const HOUR = 3600;
const DAY = 86_400;
const YEAR = 8760 * HOUR;

test(`on ${DESIGNS} designs, what is lost with its stores equals solving the chain of each`, async () => {
  for (let seed = 0; seed < DESIGNS; seed++) {
    const kept = keptData(seed);
    const { stores, added, days } = kept;
    const text = JSON.stringify(keptTree(kept));
    const facts = await estimate(text);
    const is = (id: string, wanted: number): void => close(facts.value(`data.d.${id}`), wanted, `data.d.${id}: ${text}`);
    const loss = stores.reduce((product, store) => product * Math.max(lossOf(store), (store.floor ?? 0) / 100), 1);
    is('lossProbability', loss);
    is('durability', 1 - loss);
    is('mttdl', -YEAR / Math.log1p(-loss));
    is(
      'lossProbability.byWindows',
      stores.reduce((product, store) => product * lossByWindows(store), 1),
    );
    const points = stores.flatMap(({ backup, lag }) => backup?.every ?? lag ?? []);
    const times = stores.flatMap(({ backup }) => backup?.restore ?? []);
    if (points.length > 0) is('rpo', Math.min(...points) * HOUR);
    else expect(facts.missing('data.d.rpo'), text).toContain(`components.${stores[0]?.name}.backup.every`);
    if (times.length > 0) is('rto', Math.min(...times) * HOUR);
    else expect(facts.missing('data.d.rto'), text).toContain(`components.${stores[0]?.name}.backup.restore`);
    const items = added * days * DAY;
    // A backup has all but what came since: half of what comes between two, on average.
    is('lost', loss * (times.length > 0 ? Math.min(items, (added * Math.min(...points) * HOUR) / 2) : items));
  }
});

test('of a store that others run, what its provider advertises is all that is known', async () => {
  const spec = (files: string): string => `sysdesign: 1
name: photos
flows: { put: { kind: write, rate: 1/s, path: files } }
components: { files: { kind: objectStore${files} } }
data: { d: { in: files, item: 1 MB, items: 1k } }
`;
  // 11 nines: one in 10^11 of its items a year.
  const stated = await estimate(spec(', correlatedLoss: 1e-11'));
  close(stated.value('data.d.lossProbability'), 1e-11, 'the chance of a loss');
  close(stated.value('data.d.durability'), 1 - 1e-11, 'what is kept');
  expect((await estimate(spec(''))).missing('data.d.durability')).toEqual(['components.files.correlatedLoss']);
});
