/**
 * The loops over samples, as WebAssembly text. In a process that has only just started, a JavaScript loop is interpreted for thousands of rounds
 * and then compiled, a few milliseconds each: half of what an estimate with ranges took. A loop in WebAssembly is at speed from its first round.
 *
 * `$bytes` is 8 times the number of samples, which is at least 1; arrays are of f64, strata of i32, and lie apart in the one memory.
 * The order of operations is that of the loops written out in src/math/loops/plain.ts, so that results are the same to the last bit.
 */

import { QUANTILE } from './normal-quantile.mjs';
import { count, elementwise, isReal, load, loop, pass, store, stratumAddress, truth } from './sample-loop.mjs';
import { get, set } from './wat.mjs';

/** JavaScript's Math.round, and then `ceilTo` of a step of 1. */
const ceiled = loop('ceil', {
  arrays: ['out', 'a'],
  locals: { x: 'f64', near: 'f64' },
  body: [
    pass(
      'next',
      set('x', load('a')),
      set('near', `(f64.ceil ${get('x')})`),
      `(if (f64.gt (f64.sub ${get('near')} (f64.const 0.5)) ${get('x')}) (then ${set('near', `(f64.sub ${get('near')} (f64.const 1))`)}))`,
      store(
        'out',
        `(f64.ceil (select ${get('near')} ${get('x')}
          (f64.le (f64.abs (f64.sub ${get('x')} ${get('near')})) (f64.mul (f64.const 1e-9) (f64.max (f64.const 1) (f64.abs ${get('x')}))))))`,
      ),
    ),
  ],
});

/** `compoundedValue` of a growth between two times. */
const compounded = loop('compounded', {
  arrays: ['out', 'growth', 'from', 'to'],
  locals: { rate: 'f64', span: 'f64', exponent: 'f64' },
  body: [
    pass(
      'next',
      set('rate', `(f64.sub ${load('growth')} (f64.const 1))`),
      `(if (f64.lt (f64.abs ${get('rate')}) (f64.const 0.5))
        (then ${set('rate', `(call $log1p ${get('rate')})`)})
        (else ${set('rate', `(call $log ${load('growth')})`)}))`,
      set('span', `(f64.sub ${load('to')} ${load('from')})`),
      set('exponent', `(f64.mul ${get('rate')} ${get('span')})`),
      store(
        'out',
        `(f64.mul (f64.mul (call $exp (f64.mul ${get('rate')} ${load('from')})) ${get('span')})
          (if (result f64) (f64.eq ${get('exponent')} (f64.const 0))
            (then (f64.const 1))
            (else (f64.div (call $expm1 ${get('exponent')}) ${get('exponent')}))))`,
      ),
    ),
  ],
});

/** Values of a spread at scores: `quantileFunction`. The family is 0 for log-normal, 1 for logit-normal, 2 for normal. */
const spread = loop('spread', {
  arrays: ['out', 'scores'],
  numbers: { family: 'i32', p50: 'f64', below: 'f64', above: 'f64' },
  locals: { z: 'f64' },
  body: [
    pass(
      'next',
      set('z', load('scores')),
      set('z', `(f64.mul (select ${get('below')} ${get('above')} (f64.lt ${get('z')} (f64.const 0))) ${get('z')})`),
      store(
        'out',
        `(if (result f64) (i32.eqz ${get('family')})
          (then (f64.mul ${get('p50')} (call $exp ${get('z')})))
          (else (if (result f64) (i32.eq ${get('family')} (i32.const 1))
            (then (f64.div ${get('p50')} (f64.add ${get('p50')}
              (f64.mul (f64.sub (f64.const 1) ${get('p50')}) (call $exp (f64.neg ${get('z')}))))))
            (else (f64.add ${get('p50')} ${get('z')})))))`,
      ),
    ),
  ],
});

/** The standard normal score of each of equal strata, at its middle: the same on both sides. */
const scores = loop('scores', {
  arrays: ['out'],
  locals: { k: 'f64', last: 'f64', score: 'f64' },
  body: [
    set('last', `(f64.sub (f64.convert_i32_u ${count}) (f64.const 1))`),
    pass(
      'next',
      set(
        'score',
        `(call $quantile (f64.div
        (f64.add (f64.min ${get('k')} (f64.sub ${get('last')} ${get('k')})) (f64.const 0.5))
        (f64.convert_i32_u ${count})))`,
      ),
      store('out', `(select (f64.neg ${get('score')}) ${get('score')} (f64.gt (f64.add ${get('k')} ${get('k')}) ${get('last')}))`),
      set('k', `(f64.add ${get('k')} (f64.const 1))`),
    ),
  ],
});

/** Multiples of a step, modulo the number of samples. */
const lattice = loop('lattice', {
  arrays: ['strata'],
  numbers: { stratum: 'i32', step: 'i32' },
  body: [
    pass(
      'next',
      `(i32.store ${stratumAddress('strata')} ${get('stratum')})`,
      set('stratum', `(i32.add ${get('stratum')} ${get('step')})`),
      `(if (i32.ge_u ${get('stratum')} ${count}) (then ${set('stratum', `(i32.sub ${get('stratum')} ${count})`)}))`,
    ),
  ],
});

/** For each sample the value that a table has for its stratum. */
const gather = elementwise(
  'gather',
  ['table', 'strata'],
  `(f64.load (i32.add ${get('table')} (i32.shl (i32.load ${stratumAddress('strata')}) (i32.const 3))))`,
);

/** The smallest and the largest value, to `results`; 1 if a value is not a number. */
const extremes = loop('extremes', {
  arrays: ['a', 'results'],
  locals: { x: 'f64', least: 'f64', most: 'f64', hasNaN: 'i32' },
  result: 'i32',
  body: [
    set('least', `(f64.load ${get('a')})`),
    set('most', get('least')),
    pass(
      'next',
      set('x', load('a')),
      set('least', `(select ${get('x')} ${get('least')} (f64.lt ${get('x')} ${get('least')}))`),
      set('most', `(select ${get('x')} ${get('most')} (f64.gt ${get('x')} ${get('most')}))`),
      set('hasNaN', `(i32.or ${get('hasNaN')} (f64.ne ${get('x')} ${get('x')}))`),
    ),
    `(f64.store ${get('results')} ${get('least')})`,
    `(f64.store offset=8 ${get('results')} ${get('most')})`,
    get('hasNaN'),
  ],
});

/** In which of `buckets` equal buckets the value at hand lies. */
const bucket = `(i32.trunc_sat_f64_u (f64.min (f64.convert_i32_u (i32.sub ${get('buckets')} (i32.const 1)))
          (f64.mul (f64.sub ${load('a')} ${get('least')}) ${get('perUnit')})))`;

/** How many values lie before each bucket: counted one bucket further on, then added up. */
const before = loop('before', {
  arrays: ['a', 'results'],
  numbers: { buckets: 'i32', least: 'f64', perUnit: 'f64' },
  locals: { address: 'i32', sum: 'i32' },
  body: [
    `(memory.fill ${get('results')} (i32.const 0) (i32.shl (i32.add ${get('buckets')} (i32.const 1)) (i32.const 2)))`,
    pass(
      'next',
      set('address', `(i32.add ${get('results')} (i32.shl ${bucket} (i32.const 2)))`),
      `(i32.store offset=4 ${get('address')} (i32.add (i32.load offset=4 ${get('address')}) (i32.const 1)))`,
    ),
    set('address', get('results')),
    `(loop $add
      ${set('sum', `(i32.add ${get('sum')} (i32.load ${get('address')}))`)}
      (i32.store ${get('address')} ${get('sum')})
      ${set('address', `(i32.add ${get('address')} (i32.const 4))`)}
      (br_if $add (i32.le_u ${get('address')} (i32.add ${get('results')} (i32.shl ${get('buckets')} (i32.const 2))))))`,
  ],
});

/** The values of one bucket, in the order of the samples. */
const members = loop('members', {
  arrays: ['a', 'out'],
  numbers: { buckets: 'i32', least: 'f64', perUnit: 'f64', wanted: 'i32' },
  body: [
    pass(
      'next',
      `(if (i32.eq ${bucket} ${get('wanted')})
        (then (f64.store ${get('out')} ${load('a')}) ${set('out', `(i32.add ${get('out')} (i32.const 8))`)}))`,
    ),
  ],
});

/** Moves from `remainder` to `line` what a column of scores explains; the slope of that. */
const regress = loop('regress', {
  arrays: ['remainder', 'line', 'column'],
  locals: { slope: 'f64', part: 'f64' },
  result: 'f64',
  body: [
    pass('sum', set('slope', `(f64.add ${get('slope')} (f64.mul ${load('column')} ${load('remainder')}))`)),
    set('slope', `(f64.div ${get('slope')} (f64.convert_i32_u ${count}))`),
    pass(
      'move',
      set('part', `(f64.mul ${get('slope')} ${load('column')})`),
      store('remainder', `(f64.sub ${load('remainder')} ${get('part')})`),
      store('line', `(f64.add ${load('line')} ${get('part')})`),
    ),
    get('slope'),
  ],
});

/** Three values of a table for the stratum of a sample, after its address is set. @param {number} k */
const ofStratum = (k) => `(f64.load offset=${8 * k} ${get('address')})`;
const toStratum = set('address', `(i32.add ${get('table')} (i32.mul (i32.load ${stratumAddress('strata')}) (i32.const 24)))`);

/** Takes from the remainder what three functions of an input's stratum explain of it; their slopes, to `results`. */
const explain = loop('explain', {
  arrays: ['remainder', 'strata', 'table', 'results'],
  locals: { address: 'i32', left: 'f64', a: 'f64', b: 'f64', c: 'f64' },
  body: [
    pass(
      'sum',
      toStratum,
      set('left', load('remainder')),
      ...['a', 'b', 'c'].map((slope, k) => set(slope, `(f64.add ${get(slope)} (f64.mul ${ofStratum(k)} ${get('left')}))`)),
    ),
    ...['a', 'b', 'c'].map((slope, k) => {
      const mean = set(slope, `(f64.div ${get(slope)} (f64.convert_i32_u ${count}))`);
      return `${mean} (f64.store offset=${8 * k} ${get('results')} ${get(slope)})`;
    }),
    pass(
      'move',
      toStratum,
      store(
        'remainder',
        `(f64.sub ${load('remainder')}
          (f64.add (f64.add (f64.mul ${get('a')} ${ofStratum(0)}) (f64.mul ${get('b')} ${ofStratum(1)})) (f64.mul ${get('c')} ${ofStratum(2)})))`,
      ),
    ),
  ],
});

/** How many values are at most `limit`; the nearest to it on either side, to `results`. */
const around = loop('around', {
  arrays: ['a', 'results'],
  numbers: { limit: 'f64' },
  locals: { x: 'f64', below: 'f64', above: 'f64', found: 'i32' },
  result: 'i32',
  body: [
    set('below', '(f64.const -inf)'),
    set('above', '(f64.const inf)'),
    pass(
      'next',
      set('x', load('a')),
      `(if (f64.le ${get('x')} ${get('limit')})
        (then
          ${set('found', `(i32.add ${get('found')} (i32.const 1))`)}
          ${set('below', `(select ${get('x')} ${get('below')} (f64.gt ${get('x')} ${get('below')}))`)})
        (else ${set('above', `(select ${get('x')} ${get('above')} (f64.lt ${get('x')} ${get('above')}))`)}))`,
    ),
    `(f64.store ${get('results')} ${get('below')})`,
    `(f64.store offset=8 ${get('results')} ${get('above')})`,
    get('found'),
  ],
});

/** How many values are at most a limit; of how many of those the line is at most its own, to `results`. */
const both = loop('both', {
  arrays: ['a', 'line', 'results'],
  numbers: { limit: 'f64', lineLimit: 'f64' },
  locals: { found: 'i32', agreed: 'i32', is: 'i32' },
  result: 'i32',
  body: [
    pass(
      'next',
      set('is', `(f64.le ${load('a')} ${get('limit')})`),
      set('found', `(i32.add ${get('found')} ${get('is')})`),
      set('agreed', `(i32.add ${get('agreed')} (i32.and ${get('is')} (f64.le ${load('line')} ${get('lineLimit')})))`),
    ),
    `(i32.store ${get('results')} ${get('agreed')})`,
    get('found'),
  ],
});

/** How many values are finite; their average and the sum of squared deviations from it, to `results`. */
const moments = loop('moments', {
  arrays: ['a', 'results'],
  locals: { x: 'f64', sum: 'f64', found: 'i32' },
  result: 'i32',
  body: [
    pass(
      'add',
      set('x', load('a')),
      `(if ${isReal(get('x'))}
        (then ${set('found', `(i32.add ${get('found')} (i32.const 1))`)} ${set('sum', `(f64.add ${get('sum')} ${get('x')})`)}))`,
    ),
    `(f64.store ${get('results')} (f64.div ${get('sum')} (f64.convert_i32_u ${get('found')})))`,
    set('sum', '(f64.const 0)'),
    pass(
      'square',
      set('x', `(f64.sub ${load('a')} (f64.load ${get('results')}))`),
      `(if ${isReal(get('x'))} (then ${set('sum', `(f64.add ${get('sum')} (f64.mul ${get('x')} ${get('x')}))`)}))`,
    ),
    `(f64.store offset=8 ${get('results')} ${get('sum')})`,
    get('found'),
  ],
});

/** The sum of the finite deviations from the average in each bin of strata, to `sums`, and how many they are, to `counts` (i32). */
const binned = loop('binned', {
  arrays: ['a', 'strata', 'sums', 'counts'],
  numbers: { bins: 'i32', average: 'f64' },
  locals: { x: 'f64', bin: 'i32', address: 'i32' },
  body: [
    `(memory.fill ${get('sums')} (i32.const 0) (i32.shl ${get('bins')} (i32.const 3)))`,
    `(memory.fill ${get('counts')} (i32.const 0) (i32.shl ${get('bins')} (i32.const 2)))`,
    pass(
      'next',
      set('x', `(f64.sub ${load('a')} ${get('average')})`),
      `(if ${isReal(get('x'))}
        (then
          ${set('bin', `(i32.div_u (i32.mul (i32.load ${stratumAddress('strata')}) ${get('bins')}) ${count})`)}
          ${set('address', `(i32.add ${get('sums')} (i32.shl ${get('bin')} (i32.const 3)))`)}
          (f64.store ${get('address')} (f64.add (f64.load ${get('address')}) ${get('x')}))
          ${set('address', `(i32.add ${get('counts')} (i32.shl ${get('bin')} (i32.const 2)))`)}
          (i32.store ${get('address')} (i32.add (i32.load ${get('address')}) (i32.const 1)))))`,
    ),
  ],
});

/** Which of the different values each sample is, to `index` (i32), and how many there are; 0 if they are more than `most`. */
const indexed = loop('indexed', {
  arrays: ['a', 'index', 'results'],
  numbers: { most: 'i32' },
  locals: { x: 'f64', end: 'i32', address: 'i32' },
  result: 'i32',
  body: [
    set('end', get('results')),
    pass(
      'next',
      set('x', load('a')),
      set('address', get('results')),
      `(block $found
        (loop $search
          (if (i32.lt_u ${get('address')} ${get('end')})
            (then
              (br_if $found (f64.eq (f64.load ${get('address')}) ${get('x')}))
              ${set('address', `(i32.add ${get('address')} (i32.const 8))`)}
              (br $search))))
        (if (i32.eq ${get('end')} (i32.add ${get('results')} (i32.shl ${get('most')} (i32.const 3)))) (then (return (i32.const 0))))
        (f64.store ${get('end')} ${get('x')})
        ${set('end', `(i32.add ${get('end')} (i32.const 8))`)})`,
      `(i32.store ${stratumAddress('index')} (i32.shr_u (i32.sub ${get('address')} ${get('results')}) (i32.const 3)))`,
    ),
    `(i32.shr_u (i32.sub ${get('end')} ${get('results')}) (i32.const 3))`,
  ],
});

/** Puts the number of each sample behind the one that it has, as a digit of a base. */
const appended = loop('appended', {
  arrays: ['numbers', 'index'],
  numbers: { base: 'i32' },
  body: [
    pass(
      'next',
      `(i32.store ${stratumAddress('numbers')}
        (i32.add (i32.mul (i32.load ${stratumAddress('numbers')}) ${get('base')}) (i32.load ${stratumAddress('index')})))`,
    ),
  ],
});

/** The module: its memory, and the loops by name. */
export const LOOPS = `(module
  (import "math" "log" (func $log (param f64) (result f64)))
  (import "math" "exp" (func $exp (param f64) (result f64)))
  (import "math" "log1p" (func $log1p (param f64) (result f64)))
  (import "math" "expm1" (func $expm1 (param f64) (result f64)))
  (memory (export "memory") 1)${QUANTILE}${[
    elementwise('scaled', ['a'], `(f64.add (f64.mul ${load('a')} ${get('scale')}) ${get('offset')})`, { scale: 'f64', offset: 'f64' }),
    elementwise('addScaled', ['a'], `(f64.add ${load('out')} (f64.mul ${load('a')} ${get('scale')}))`, { scale: 'f64' }),
    elementwise('multiply', ['a', 'b'], `(f64.mul ${load('a')} ${load('b')})`),
    elementwise('divide', ['a', 'b'], `(f64.div ${load('a')} ${load('b')})`),
    elementwise('max', ['a', 'b'], `(f64.max ${load('a')} ${load('b')})`),
    elementwise('min', ['a', 'b'], `(f64.min ${load('a')} ${load('b')})`),
    elementwise('greater', ['a', 'b'], truth(`(f64.gt ${load('a')} ${load('b')})`)),
    elementwise('greaterOrEqual', ['a', 'b'], truth(`(f64.ge ${load('a')} ${load('b')})`)),
    elementwise('if', ['a', 'b', 'c'], `(select ${load('b')} ${load('c')} (f64.ne ${load('a')} (f64.const 0)))`),
    elementwise('log', ['a'], `(call $log ${load('a')})`),
    ceiled,
    compounded,
    spread,
    scores,
    lattice,
    gather,
    extremes,
    before,
    members,
    regress,
    explain,
    around,
    both,
    moments,
    binned,
    indexed,
    appended,
  ].join('')})
`;
