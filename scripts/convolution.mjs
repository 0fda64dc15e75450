/**
 * Sums of independent times, as WebAssembly text: `plainlyConvolved` of src/math/latency/plain-sums.ts is the same in plain code, and gives the same to
 * the last bit. A path is worked out once in a process that has only just started, where a transform in JavaScript takes ten times what it does later.
 */
import { COARSE, FINE, logNormal } from './log-normal.mjs';
import {
  add,
  all,
  at,
  each,
  func,
  larger,
  least0,
  left,
  less,
  load,
  minus,
  mul,
  plus,
  right,
  smaller,
  store,
  sub,
  whole,
} from './time-sum.mjs';
import { get, set } from './wat.mjs';

/** One pass of butterflies, `half` bytes wide. @param {readonly string[]} butterfly */
const butterflies = (...butterfly) => `
      ${set('step', `(i32.div_u ${left(get('table_bytes'), 2)} ${get('half')})`)}
      ${set('start', whole(0))}
      (loop $starts
        ${set('a', plus(get('re'), get('start')))}
        ${set('b', plus(get('im'), get('start')))}
        ${set('end', plus(get('a'), get('half')))}
        ${set('w', get('table'))}
        (loop $next
          ${set('ar', `(f64.load ${get('a')})`)}
          ${set('ai', `(f64.load ${get('b')})`)}
          ${set('br', `(f64.load ${plus(get('a'), get('half'))})`)}
          ${set('bi', `(f64.load ${plus(get('b'), get('half'))})`)}
          ${set('c', `(f64.load ${get('w')})`)}
          ${set('s', `(f64.load ${plus(get('w'), get('sines'))})`)}
          ${butterfly.join('\n          ')}
          ${set('w', plus(get('w'), get('step')))}
          ${set('b', plus(get('b'), whole(8)))}
          (br_if $next (i32.lt_u (local.tee $a ${plus(get('a'), whole(8))}) ${get('end')})))
        (br_if $starts (i32.lt_u (local.tee $start ${plus(get('start'), left(get('half'), 1))}) ${get('bytes')})))`;

const TRANSFORM = {
  params: all('re im bytes table table_bytes', 'i32'),
  locals: { ...all('half step start sines a b end w', 'i32'), ...all('ar ai br bi c s dr di', 'f64') },
};

/** In place; frequencies come in bit-reversed order. The table has cosines, then sines, of half as many points as its bytes are for. */
const forward = func(
  'forward',
  TRANSFORM.params,
  TRANSFORM.locals,
  set('sines', right(get('table_bytes'), 1)),
  set('half', right(get('bytes'), 1)),
  `(loop $halves ${butterflies(
    set('dr', sub(get('ar'), get('br'))),
    set('di', sub(get('ai'), get('bi'))),
    `(f64.store ${get('a')} ${add(get('ar'), get('br'))})`,
    `(f64.store ${get('b')} ${add(get('ai'), get('bi'))})`,
    `(f64.store ${plus(get('a'), get('half'))} ${add(mul(get('dr'), get('c')), mul(get('di'), get('s')))})`,
    `(f64.store ${plus(get('b'), get('half'))} ${sub(mul(get('di'), get('c')), mul(get('dr'), get('s')))})`,
  )}
      (br_if $halves (i32.ge_u (local.tee $half ${right(get('half'), 1)}) (i32.const 8))))`,
);

const back = func(
  'back',
  TRANSFORM.params,
  TRANSFORM.locals,
  set('sines', right(get('table_bytes'), 1)),
  set('half', whole(8)),
  `(loop $halves ${butterflies(
    set('dr', sub(mul(get('br'), get('c')), mul(get('bi'), get('s')))),
    set('di', add(mul(get('br'), get('s')), mul(get('bi'), get('c')))),
    `(f64.store ${plus(get('a'), get('half'))} ${sub(get('ar'), get('dr'))})`,
    `(f64.store ${plus(get('b'), get('half'))} ${sub(get('ai'), get('di'))})`,
    `(f64.store ${get('a')} ${add(get('ar'), get('dr'))})`,
    `(f64.store ${get('b')} ${add(get('ai'), get('di'))})`,
  )}
      (br_if $halves (i32.lt_u (local.tee $half ${left(get('half'), 1)}) ${get('bytes')})))`,
);

/** Of z = x + iy of either side, (Z(k)^2 - conj(Z(-k))^2) / 4i, the two sides as the parts of one. */
const product = func(
  'product',
  all('lr li hr hi re im points', 'i32'),
  { ...all('k o top', 'i32'), ...all('a b c d e f g h', 'f64') },
  each(
    'k',
    whole(0),
    get('points'),
    `(if ${get('k')}
        (then ${set('top', `(i32.shl (i32.const 1) (i32.sub (i32.const 31) (i32.clz ${get('k')})))`)}
          ${set('o', minus(minus(`(i32.mul ${get('top')} (i32.const 3))`, whole(1)), get('k')))})
        (else ${set('o', whole(0))}))`,
    set('a', load(get('lr'), get('k'))),
    set('b', load(get('li'), get('k'))),
    set('c', load(get('lr'), get('o'))),
    set('d', load(get('li'), get('o'))),
    set('e', load(get('hr'), get('k'))),
    set('f', load(get('hi'), get('k'))),
    set('g', load(get('hr'), get('o'))),
    set('h', load(get('hi'), get('o'))),
    store(
      get('re'),
      get('k'),
      add(
        `(f64.div ${add(mul(get('a'), get('b')), mul(get('c'), get('d')))} (f64.const 2))`,
        `(f64.div ${add(sub(sub(mul(get('e'), get('e')), mul(get('f'), get('f'))), mul(get('g'), get('g'))), mul(get('h'), get('h')))} (f64.const 4))`,
      ),
    ),
    store(
      get('im'),
      get('k'),
      sub(
        `(f64.div ${add(mul(get('e'), get('f')), mul(get('g'), get('h')))} (f64.const 2))`,
        `(f64.div ${add(sub(sub(mul(get('a'), get('a')), mul(get('b'), get('b'))), mul(get('c'), get('c'))), mul(get('d'), get('d')))} (f64.const 4))`,
      ),
    ),
  ),
);

/** The first half at every second point, from `next`; the other half from `more`. */
const coarsen = func(
  'coarsen',
  all('within more half next', 'i32'),
  all('j', 'i32'),
  each('j', whole(0), get('half'), store(get('within'), get('j'), load(get('within'), plus(left(get('j'), 1), get('next'))))),
  `(memory.copy ${at(get('within'), get('half'))} ${get('more')} ${left(get('half'), 3)})`,
);

/** Masses of chances, and the places of the first and the last that counts. */
const differences = func(
  'differences',
  all('within out block record', 'i32'),
  { ...all('j first last', 'i32'), ...all('chance mass before', 'f64') },
  `(memory.fill ${get('out')} (i32.const 0) ${left(get('block'), 3)})`,
  set('last', whole(-1)),
  each(
    'j',
    whole(0),
    get('block'),
    set('chance', load(get('within'), get('j'))),
    set('mass', sub(get('chance'), get('before'))),
    set('before', get('chance')),
    `(if (f64.gt ${get('mass')} (f64.const 1e-18))
        (then
          ${store(get('out'), get('j'), get('mass'))}
          (if (i32.lt_s ${get('last')} (i32.const 0)) (then ${set('first', get('j'))}))
          ${set('last', get('j'))}))`,
  ),
  `(i32.store ${get('record')} ${get('first')})`,
  `(i32.store offset=4 ${get('record')} ${get('last')})`,
);

/** @param {string} record */
const firstOf = (record) => `(i32.load ${get(record)})`;
/** @param {string} record */
const lastOf = (record) => `(i32.load offset=4 ${get(record)})`;

/** Term by term, of the one with fewer. */
const direct = func(
  'direct',
  all('x x_record y y_record out block', 'i32'),
  { ...all('few few_record many many_record i j end stop', 'i32'), factor: 'f64' },
  `(memory.fill ${get('out')} (i32.const 0) ${left(get('block'), 3)})`,
  `(if ${less(minus(lastOf('x_record'), firstOf('x_record')), minus(lastOf('y_record'), firstOf('y_record')))}
      (then ${set('few', get('x'))} ${set('few_record', get('x_record'))} ${set('many', get('y'))} ${set('many_record', get('y_record'))})
      (else ${set('few', get('y'))} ${set('few_record', get('y_record'))} ${set('many', get('x'))} ${set('many_record', get('x_record'))}))`,
  set('stop', plus(lastOf('few_record'), whole(1))),
  each(
    'i',
    firstOf('few_record'),
    get('stop'),
    set('factor', load(get('few'), get('i'))),
    `(if (f64.ne ${get('factor')} (f64.const 0)) (then
        ${set('end', plus(smaller(lastOf('many_record'), minus(minus(get('block'), whole(1)), get('i'))), whole(1)))}
        ${each(
          'j',
          firstOf('many_record'),
          get('end'),
          store(
            get('out'),
            plus(get('i'), get('j')),
            add(load(get('out'), plus(get('i'), get('j'))), mul(get('factor'), load(get('many'), get('j')))),
          ),
        )}))`,
  ),
);

/** The transform of two sequences as the parts of one. */
const spectrum = func(
  'spectrum',
  all('x x_record y y_record x_first y_first re im points table table_bytes', 'i32'),
  {},
  `(memory.fill ${get('re')} (i32.const 0) ${left(get('points'), 3)})`,
  `(memory.fill ${get('im')} (i32.const 0) ${left(get('points'), 3)})`,
  ...[
    ['x', 're'],
    ['y', 'im'],
  ].map(
    ([from = '', to = '']) =>
      `(memory.copy ${at(get(to), minus(firstOf(`${from}_record`), get(`${from}_first`)))} ${at(get(from), firstOf(`${from}_record`))}
        ${left(minus(plus(lastOf(`${from}_record`), whole(1)), firstOf(`${from}_record`)), 3)})`,
  ),
  `(call $forward ${get('re')} ${get('im')} ${left(get('points'), 3)} ${get('table')} ${get('table_bytes')})`,
);

/** Both sides back into masses, from `start` on. */
const placed = func(
  'placed',
  all('re im points start low high block', 'i32'),
  { ...all('i end', 'i32'), ...all('l h n', 'f64') },
  `(memory.fill ${get('low')} (i32.const 0) ${left(get('block'), 3)})`,
  `(memory.fill ${get('high')} (i32.const 0) ${left(get('block'), 3)})`,
  set('n', `(f64.convert_i32_s ${get('points')})`),
  set('end', smaller(get('points'), minus(get('block'), get('start')))),
  each(
    'i',
    whole(0),
    get('end'),
    set('l', `(f64.div ${load(get('re'), get('i'))} ${get('n')})`),
    set('h', `(f64.div ${load(get('im'), get('i'))} ${get('n')})`),
    `(if (f64.gt ${get('l')} (f64.const 1e-18)) (then ${store(get('low'), plus(get('start'), get('i')), get('l'))}))`,
    `(if (f64.gt ${get('h')} (f64.const 1e-18)) (then ${store(get('high'), plus(get('start'), get('i')), get('h'))}))`,
  ),
);

/** The sum of all masses. */
const total = `
  (func $total (param $masses i32) (param $record i32) (result f64)
    (local $j i32) (local $end i32) (local $sum f64)
    ${set('end', plus(lastOf('record'), whole(1)))}
    ${each('j', firstOf('record'), get('end'), set('sum', add(get('sum'), load(get('masses'), get('j')))))}
    ${get('sum')})`;

/** @param {string} array @param {string} from @param {string} count @param {string} value */
const fill = (array, from, count, value) => each('j', get(from), plus(get(from), get(count)), store(get(array), get('j'), get(value)));

const SIDES = ['xl', 'xh', 'yl', 'yh'];
/** Arrays of a block that stand in the room to work in, after the records of the four. */
const SLOTS = [...SIDES.map((side) => `${side}_within`), ...SIDES, 'l', 'h'];
/** The same of twice a block. */
const ROOMS = ['lr', 'li', 'hr', 'hi', 're', 'im'];

/** @param {string} side */
const record = (side) => plus(get('room'), whole(8 * SIDES.indexOf(side)));
const RECORDS = 8 * SIDES.length;

const convolve = func(
  'convolve',
  all('x_low x_high y_low y_high low high table table_bytes room block octaves', 'i32'),
  {
    ...all('octave half from place count i j lx ly first_x first_y points bits xl_record xh_record yl_record yh_record', 'i32'),
    ...all(SLOTS.join(' '), 'i32'),
    ...all(ROOMS.join(' '), 'i32'),
    ...all('sum_low sum_high cum_low cum_high', 'f64'),
  },
  set('half', right(get('block'), 1)),
  ...SIDES.map((side) => set(`${side}_record`, record(side))),
  ...SLOTS.map((slot, i) => set(slot, plus(plus(get('room'), whole(RECORDS)), `(i32.mul ${get('block')} (i32.const ${8 * i}))`))),
  ...ROOMS.map((slot, i) =>
    set(slot, plus(plus(get('room'), whole(RECORDS)), `(i32.mul ${get('block')} (i32.const ${8 * SLOTS.length + 16 * i}))`)),
  ),
  each(
    'octave',
    whole(0),
    plus(get('octaves'), whole(1)),
    set('from', `(select (i32.const 0) ${get('half')} (i32.eqz ${get('octave')}))`),
    set(
      'place',
      `(select (i32.const 0) ${plus(get('block'), `(i32.mul ${minus(get('octave'), whole(1))} ${get('half')})`)} (i32.eqz ${get('octave')}))`,
    ),
    ...SIDES.map((side) => {
      const chances = get(`${side[0]}_${side[1] === 'l' ? 'low' : 'high'}`);
      // What is at most a point is before the next one of a coarser octave, on the side that is rounded down.
      const next = whole(side[1] === 'l' ? 1 : 0);
      return `(if (i32.eqz ${get('octave')})
        (then (memory.copy ${get(`${side}_within`)} ${chances} ${left(get('block'), 3)}))
        (else (call $coarsen ${get(`${side}_within`)} ${at(chances, get('place'))} ${get('half')} ${next})))
      (call $differences ${get(`${side}_within`)} ${get(side)} ${get('block')} ${get(`${side}_record`)})`;
    }),
    set('count', minus(get('block'), get('from'))),
    `(if ${less(larger(plus(lastOf('xl_record'), lastOf('yl_record')), plus(lastOf('xh_record'), lastOf('yh_record'))), get('from'))}
      (then
        ${set('cum_low', mul(`(call $total ${get('xl')} ${get('xl_record')})`, `(call $total ${get('yl')} ${get('yl_record')})`))}
        ${set('cum_high', mul(`(call $total ${get('xh')} ${get('xh_record')})`, `(call $total ${get('yh')} ${get('yh_record')})`))}
        ${set('sum_low', least0(get('cum_low'), get('sum_low')))}
        ${set('sum_high', least0(get('cum_high'), get('sum_high')))}
        ${fill('low', 'place', 'count', 'sum_low')}
        ${fill('high', 'place', 'count', 'sum_high')})
      (else
        ${set('first_x', smaller(firstOf('xl_record'), firstOf('xh_record')))}
        ${set('first_y', smaller(firstOf('yl_record'), firstOf('yh_record')))}
        ${set('lx', plus(minus(larger(lastOf('xl_record'), lastOf('xh_record')), get('first_x')), whole(1)))}
        ${set('ly', plus(minus(larger(lastOf('yl_record'), lastOf('yh_record')), get('first_y')), whole(1)))}
        ${set('lx', larger(get('lx'), whole(0)))}
        ${set('ly', larger(get('ly'), whole(0)))}
        ${set('points', whole(2))}
        ${set('bits', whole(1))}
        (block $enough (loop $more
          (br_if $enough (i32.ge_s ${get('points')} ${plus(get('lx'), get('ly'))}))
          ${set('points', left(get('points'), 1))}
          ${set('bits', plus(get('bits'), whole(1)))}
          (br $more)))
        (if ${less(`(i32.mul ${get('lx')} ${get('ly')})`, `(i32.mul ${left(get('points'), 1)} ${get('bits')})`)}
          (then
            (call $direct ${['xl', 'xl_record', 'yl', 'yl_record', 'l', 'block'].map(get).join(' ')})
            (call $direct ${['xh', 'xh_record', 'yh', 'yh_record', 'h', 'block'].map(get).join(' ')}))
          (else
            (call $spectrum ${['xl', 'xl_record', 'yl', 'yl_record', 'first_x', 'first_y', 'lr', 'li', 'points', 'table', 'table_bytes'].map(get).join(' ')})
            (call $spectrum ${['xh', 'xh_record', 'yh', 'yh_record', 'first_x', 'first_y', 'hr', 'hi', 'points', 'table', 'table_bytes'].map(get).join(' ')})
            (call $product ${[...ROOMS, 'points'].map(get).join(' ')})
            (call $back ${get('re')} ${get('im')} ${left(get('points'), 3)} ${get('table')} ${get('table_bytes')})
            (call $placed ${get('re')} ${get('im')} ${get('points')} ${plus(get('first_x'), get('first_y'))} ${get('l')} ${get('h')} ${get('block')})))
        ${set('cum_low', '(f64.const 0)')}
        ${set('cum_high', '(f64.const 0)')}
        ${each(
          'j',
          whole(0),
          get('block'),
          set('cum_low', add(get('cum_low'), load(get('l'), get('j')))),
          set('cum_high', add(get('cum_high'), load(get('h'), get('j')))),
          `(if (i32.ge_s ${get('j')} ${get('from')})
            (then
              ${set('sum_low', least0(get('cum_low'), get('sum_low')))}
              ${set('sum_high', least0(get('cum_high'), get('sum_high')))}
              ${set('i', minus(plus(get('place'), get('j')), get('from')))}
              ${store(get('low'), get('i'), get('sum_low'))}
              ${store(get('high'), get('i'), get('sum_high'))}))`,
        )}))`,
  ),
);

/** Bytes of the room to work in, for each point of a block, and besides; numbers of the tables. */
export const NUMBERS = { ROOM_A_POINT: 8 * SLOTS.length + 16 * ROOMS.length, ROOM_BESIDES: RECORDS, COARSE, FINE };

const FUNCTIONS = [forward, back, product, coarsen, differences, direct, spectrum, placed, total, convolve, logNormal];

/** The module: its memory, and what it exports. */
export const CONVOLUTION = `(module
  (memory (export "memory") 1)${FUNCTIONS.join('')}
  (export "convolve" (func $convolve))
  (export "logNormal" (func $logNormal)))
`;
