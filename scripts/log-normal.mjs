import { add, all, each, func, load, mul, plus, store, sub, whole } from './time-sum.mjs';
import { get, set } from './wat.mjs';

/** By Horner's rule in `y`. @param {string} y @param {readonly number[]} coefficients the highest power first */
const polynomial = (y, coefficients) =>
  coefficients.slice(1).reduce((sum, c) => add(mul(sum, y), `(f64.const ${c})`), `(f64.const ${coefficients[0]})`);

/** Sixteenths of a deviation at which exp(-y^2 / 2) is in a table, and after them exp(-h) at 64ths. */
export const [COARSE, FINE] = [39 * 16 + 1, 160];

/**
 * Chances of a log-normal time at the logarithms of times: `normalCdf` of src/math/normal.ts, which has the source of the numbers, but for the last bit.
 * Its exponentials come of a table and of the first terms of a series: an import that is called for each would cost more than all the rest.
 */
export const logNormal = func(
  'logNormal',
  { ...all('out logs powers count', 'i32'), ...all('mu sigma', 'f64') },
  { i: 'i32', place: 'i32', ...all('z y square factor coarse rest', 'f64') },
  each(
    'i',
    whole(0),
    get('count'),
    set('z', `(f64.div ${sub(load(get('logs'), get('i')), get('mu'))} ${get('sigma')})`),
    set('y', `(f64.abs ${get('z')})`),
    `(if (f64.le ${get('y')} (f64.const 0.67448975))
        (then
          ${set('square', mul(get('z'), get('z')))}
          ${set(
            'factor',
            add(
              '(f64.const 0.5)',
              `(f64.div ${mul(get('z'), polynomial(get('square'), [0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356]))}
              ${polynomial(get('square'), [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673])})`,
            ),
          )})
        (else (if (f64.gt ${get('y')} (f64.const 39))
          (then ${set('factor', `(select (f64.const 0) (f64.const 1) (f64.lt ${get('z')} (f64.const 0)))`)})
          (else
            (if (f64.le ${get('y')} (f64.const 5.656854249492381))
              (then ${set(
                'factor',
                `(f64.div ${polynomial(get('y'), [1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978])}
                ${polynomial(get('y'), [1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598, 38912.00328609327, 19685.429676859992])})`,
              )})
              (else
                ${set('square', `(f64.div (f64.const 1) ${mul(get('z'), get('z'))})`)}
                ${set(
                  'factor',
                  `(f64.div ${sub(
                    '(f64.const 0.3989422804014327)',
                    `(f64.div ${mul(get('square'), polynomial(get('square'), [0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 0.000029112874951168793]))}
                    ${polynomial(get('square'), [1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662])})`,
                  )} ${get('y')})`,
                )}))
            ${set('coarse', `(f64.trunc ${mul(get('y'), '(f64.const 16)')})`)}
            ${set('place', `(i32.trunc_f64_s ${get('coarse')})`)}
            ${set('factor', mul(get('factor'), load(get('powers'), get('place'))))}
            ${set('coarse', `(f64.div ${get('coarse')} (f64.const 16))`)}
            ${set('rest', mul(mul(sub(get('y'), get('coarse')), add(get('y'), get('coarse'))), '(f64.const 0.5)'))}
            ${set('place', `(i32.trunc_f64_s ${mul(get('rest'), '(f64.const 64)')})`)}
            ${set('rest', sub(`(f64.div (f64.convert_i32_s ${get('place')}) (f64.const 64))`, get('rest')))}
            ${set('factor', mul(get('factor'), load(get('powers'), plus(get('place'), whole(COARSE)))))}
            ${set('factor', mul(get('factor'), polynomial(get('rest'), [1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1, 1])))}
            (if (f64.ge ${get('z')} (f64.const 0)) (then ${set('factor', sub('(f64.const 1)', get('factor')))}))))))`,
    store(get('out'), get('i'), get('factor')),
  ),
);
