/** Published answers of networks of queues and of scaling: inputs and expectations as the collection has them. */
export const QUEUEING_NETWORKS = [
  {
    id: 'mva-jain-34.2',
    area: 'queue.mva',
    source: 'Jain, Art of Computer Systems Performance Analysis ex.34.2 (octave qncsmva test)',
    inputs: { N: 20, S: [0.125, 0.3, 0.2], V: [16, 10, 5], Z: 4 },
    expected: {
      X: 0.3332465122205763,
      R_visit: [0.3733391070780969, 4.854259693196409, 0.29992184532243005],
      Q: [1.990623284949121, 16.17665112170628, 0.49973954446229485],
      R_total: 56.01563187182579,
    },
    tolerance: 1e-9,
  },
  {
    id: 'mva-bolch-8.3',
    area: 'queue.mva',
    source: 'Bolch et al. Queueing Networks ex.8.3 p.331 (octave test)',
    inputs: { N: 6, S: [0.02, 0.2, 0.4, 0.6], V: [1, 0.4, 0.2, 0.1], Z: 0 },
    expected: {
      X: 9.919836337154356,
      Q: [0.24361525889194025, 2.2610377914410558, 2.2610377914410558, 1.234309158225948],
      U: [0.19839672674308712, 0.7935869069723485, 0.7935869069723485, 0.5951901802292613],
    },
    tolerance: 1e-9,
  },
  {
    id: 'mva-multiclass',
    area: 'queue.mva',
    source: 'octave qncmmva test (2 classes, 2 stations)',
    inputs: {
      N: [1, 1],
      S: [
        [0.1, 0.3333333333333333],
        [0.4, 1],
      ],
      V: [
        [10, 9],
        [5, 4],
      ],
    },
    expected: {
      Q: [
        [0.21052631578947367, 0.7894736842105263],
        [0.2631578947368421, 0.7368421052631579],
      ],
      X_system: [0.15789473684210525, 0.10526315789473684],
    },
    tolerance: 1e-9,
  },
  {
    id: 'open-jain-34.1',
    area: 'queue.open',
    source: 'Jain ex. 34.1 / octave qnos',
    inputs: { lambda: 3, S: [0.01, 0.02, 0.03], V: [16, 7, 8] },
    expected: {
      U: [0.48, 0.42, 0.72],
      R_visit: [0.019230769230769232, 0.03448275862068966, 0.10714285714285712],
      R_total: 1.4062144751799923,
    },
    tolerance: 1e-9,
  },
  {
    id: 'open-lazowska-113',
    area: 'queue.open',
    source: 'Lazowska et al. p.113 (octave test)',
    inputs: { lambda: 0.3, S: [0.005, 0.03, 0.027], V: [121, 70, 50] },
    expected: { U0: 0.1815, X0: 36.3, Q0: 0.2217470983506414 },
    tolerance: 1e-9,
  },
  {
    id: 'bounds-jain',
    area: 'queue.bounds',
    source: 'asymptotic bounds for Jain 34.2: Dmax=3,D=6,Z=4',
    inputs: { D: [2, 3, 1], Z: 4 },
    expected: { N_star: 3.3333333333333335, X_max: 0.3333333333333333 },
    tolerance: 1e-9,
  },
  {
    id: 'usl-raytracer',
    area: 'scalability.usl',
    source: 'Gunther raytracer data (R package usl, BSD-2)',
    inputs: {
      N: [1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64],
      X: [20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310],
      method: 'least squares on X(N), 0<=alpha,beta<=1',
    },
    expected: { alpha: 0.057770780835688006, beta: 2.810587607345094e-35, gamma: 21.848842884468397, rss: 697.2377997489197 },
    tolerance: 0.001,
  },
  {
    id: 'usl-specsdm91',
    area: 'scalability.usl',
    source: 'SPEC SDM91 data (R package usl)',
    inputs: { N: [1, 18, 36, 72, 108, 144, 216], X: [64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2] },
    expected: {
      alpha: 0.027728420829917385,
      beta: 0.00010436576792819686,
      gamma: 89.99519433039568,
      peak_N: 96.51943232266827,
      rss: 27453.71958536244,
    },
    tolerance: 0.001,
  },
  {
    id: 'amdahl',
    area: 'scalability.usl',
    source: 'Amdahl = USL beta=0',
    inputs: { alpha: 0.05, N: 100 },
    expected: { speedup: 16.80672268907563, limit: 20 },
    tolerance: 1e-9,
  },
];
