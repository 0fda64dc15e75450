/** A spec, or a part of one. */
export type Tree = Record<string, unknown>;

/** A flow `f` that calls `c`, with what that states and what else there is. */
export const spec = (c: Tree, rest: Tree = {}, rate = '1k req/s'): Tree => ({
  sysdesign: 1,
  name: 'shop',
  flows: { f: { rate, path: ['c'] } },
  components: { c: { kind: 'service', ...c } },
  ...rest,
});

/** What one instance has of each resource, and what makes calls need it. */
const NEEDS: Readonly<Record<string, Tree>> = {
  load: { each: { rate: '100 req/s' } },
  rate: { each: { rate: '100 req/s' } },
  servers: { each: { servers: 4, serviceTime: '100 ms' } },
  cpu: { each: { cpu: 4 }, work: { cpu: '50 ms' } },
  iops: { kind: 'database', each: { iops: 100 }, work: { iops: 3 } },
  network: { each: { network: '10 Mbps' } },
  connections: { kind: 'gateway', each: { connections: 100 } },
  memory: { kind: 'cache', each: { memory: '1 GB' } },
  disk: { kind: 'database', each: { disk: '10 GB' } },
};

/** Designs in which what is planned for a resource decides how many instances there are. */
export const PLANS: readonly Tree[] = Object.entries(NEEDS).flatMap(([resource, needs]) =>
  (['target', 'afterLoss'] as const).flatMap((key) => {
    const rest = { data: { d: { in: 'c', item: '1 kB', items: '100M' } } };
    const flows = { f: { rate: '1k req/s', lasts: '30 s', request: '10 kB', response: '10 kB', path: ['c'] } };
    const share = { [key]: { [resource]: '11%' } };
    return [
      { ...spec({ survives: 1, ...needs, ...share }, rest), flows },
      { ...spec({ survives: 1, ...needs }, { ...rest, ...share }), flows },
    ];
  }),
);
