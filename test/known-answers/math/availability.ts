import {
  alphaFactor,
  betaFactor,
  inParallel,
  inSeries,
  kOfN,
  nines,
  phiFactor,
  repairedGroup,
  standbyGroup,
  unavailability,
} from '../../../src/math/public/index.js';
import { complementOf } from '../../../src/quantity/index.js';
import { trainsDown } from './all-states.js';
import { type Known, known } from './known.js';

const both = (unavailability: number) => ({ availability: 1 - unavailability, unavailability });

const year = (q: number) => ({ nines: nines(q), downtime_s_per_365d: q * 365 * 86_400 });

const downtimes = (q: number) => ({ ...year(q), downtime_s_per_30d: q * 30 * 86_400, downtime_s_per_week: q * 7 * 86_400 });

interface MachineRepair {
  readonly n: number;
  readonly k: number;
  readonly lambda_per_h: number;
  readonly mu_per_h: number;
  readonly repair_crews: number;
}

const machineRepair = ({ n, k, lambda_per_h, mu_per_h, repair_crews }: MachineRepair) => ({
  unavailability: repairedGroup({ n, k, failureRate: lambda_per_h, mttr: 1 / mu_per_h, crews: repair_crews }).unavailability,
});

/** The two cases that point to a file have its numbers: q 0.1, three trains of a pump and a valve, factors 0.7, 0.2, 0.1 for pumps and for valves. */
export const AVAILABILITY: readonly Known[] = [
  known(
    'nines-0.9',
    'availability.nines',
    'Google SRE book, Appendix A availability table (365-day year, 30-day month)',
    { availability: 0.9 },
    { downtime_s_per_365d: 3153600, downtime_s_per_30d: 259200, downtime_s_per_week: 60480, nines: 1 },
    1e-12,
    ({ availability }) => downtimes(complementOf(availability)),
  ),
  known(
    'nines-0.95',
    'availability.nines',
    'Google SRE book, Appendix A availability table (365-day year, 30-day month)',
    { availability: 0.95 },
    { downtime_s_per_365d: 1576800, downtime_s_per_30d: 129600, downtime_s_per_week: 30240, nines: 1.3010299956639813 },
    1e-12,
    ({ availability }) => downtimes(complementOf(availability)),
  ),
  known(
    'nines-0.995',
    'availability.nines',
    'Google SRE book, Appendix A availability table (365-day year, 30-day month)',
    { availability: 0.995 },
    { downtime_s_per_365d: 157680, downtime_s_per_30d: 12960, downtime_s_per_week: 3024, nines: 2.3010299956639813 },
    1e-12,
    ({ availability }) => downtimes(complementOf(availability)),
  ),
  known(
    'nines-0.999',
    'availability.nines',
    'Google SRE book, Appendix A availability table (365-day year, 30-day month)',
    { availability: 0.999 },
    { downtime_s_per_365d: 31536, downtime_s_per_30d: 2592, downtime_s_per_week: 604.8, nines: 3 },
    1e-12,
    ({ availability }) => downtimes(complementOf(availability)),
  ),
  known(
    'nines-0.9999',
    'availability.nines',
    'Google SRE book, Appendix A availability table (365-day year, 30-day month)',
    { availability: 0.9999 },
    { downtime_s_per_365d: 3153.6, downtime_s_per_30d: 259.2, downtime_s_per_week: 60.48, nines: 4 },
    1e-12,
    ({ availability }) => downtimes(complementOf(availability)),
  ),
  known(
    'nines-0.99999',
    'availability.nines',
    'Google SRE book, Appendix A availability table (365-day year, 30-day month)',
    { availability: 0.99999 },
    { downtime_s_per_365d: 315.36, downtime_s_per_30d: 25.92, downtime_s_per_week: 6.048, nines: 5 },
    1e-12,
    ({ availability }) => downtimes(complementOf(availability)),
  ),
  known(
    'nines-stability',
    'availability.nines',
    'numeric-stability trap',
    { unavailability: 1e-17 },
    { nines: 17, downtime_s_per_365d: 3.1536e-10 },
    1e-12,
    ({ unavailability: q }) => year(q),
  ),
  known(
    'mttf-150d-1h',
    'availability.mtbf',
    'AWS whitepaper Availability and Beyond (150 d MTBF, 1 h MTTR -> 99.97%)',
    { mttf_h: 3600, mttr_h: 1 },
    { availability: 0.9997222993612885, unavailability: 2.7770063871146905e-4 },
    1e-12,
    ({ mttf_h, mttr_h }) => both(unavailability({ mttf: mttf_h, mttr: mttr_h })),
  ),
  known(
    'mttf-10000-20',
    'availability.mtbf',
    'textbook MCQ (MTBF 10000 h, MTTR 20 h -> 99.80%)',
    { mttf_h: 10000, mttr_h: 20 },
    { availability: 0.998003992015968 },
    1e-12,
    ({ mttf_h, mttr_h }) => ({ availability: 1 - unavailability({ mttf: mttf_h, mttr: mttr_h }) }),
  ),
  known(
    'azure-serial',
    'availability.composite',
    'Microsoft Azure composite SLA documentation',
    { serial: [0.9995, 0.9999] },
    { availability: 0.99940005 },
    1e-12,
    ({ serial }) => ({ availability: 1 - inSeries(serial.map(complementOf)) }),
  ),
  known(
    'azure-fallback',
    'availability.composite',
    'Microsoft Azure composite SLA documentation',
    { parallel: [0.9999, 0.999] },
    { availability: 0.9999999, unavailability: 1e-7 },
    1e-9,
    ({ parallel }) => both(inParallel(parallel.map(complementOf))),
  ),
  known(
    'azure-multi-region-tm',
    'availability.composite',
    'Azure multi-region formula (1-(1-N)^R) x SLA(traffic manager), N=.9995 R=2 (older Azure docs, from memory)',
    { N: 0.9995, R: 2, router: 0.9999 },
    { availability: 0.999899750025 },
    1e-12,
    ({ N, R, router }) => ({ availability: 1 - inSeries([kOfN({ k: 1, n: R, unavailability: complementOf(N) }), complementOf(router)]) }),
  ),
  known(
    'cosa-3x9999',
    'availability.composite',
    'Calculus of Service Availability (ACM Queue 15:2) worked composite 99.99%^3 = 99.97%',
    { serial: [0.9999, 0.9999, 0.9999] },
    { availability: 0.999700029999 },
    1e-12,
    ({ serial }) => ({ availability: 1 - inSeries(serial.map(complementOf)) }),
  ),
  known(
    'aws-2x999',
    'availability.composite',
    'AWS: two independent 99.9% replicas',
    { parallel: [0.999, 0.999] },
    { availability: 0.999999, unavailability: 0.000001 },
    1e-9,
    ({ parallel }) => both(inParallel(parallel.map(complementOf))),
  ),
  known(
    'trap-shared-dep',
    'availability.trap',
    'shared dependency S(.999) behind both replicas P1,P2(.99 each): exact vs naive (P*S in parallel)',
    { structure: '(P1&S)|(P2&S)', P1: 0.99, P2: 0.99, S: 0.999 },
    { exact_unavailability: 0.0010999, naive_wrong_unavailability: 0.0001207801 },
    1e-9,
    ({ P1, P2, S }) => {
      const [p1, p2, s] = [complementOf(P1), complementOf(P2), complementOf(S)];
      return {
        exact_unavailability: inSeries([inParallel([p1, p2]), s]),
        naive_wrong_unavailability: inParallel([inSeries([p1, s]), inSeries([p2, s])]),
      };
    },
  ),
  known(
    'trap-zone-3',
    'availability.trap',
    '3 zones each .999, 2 replicas/zone each .99, need >=1 replica, plus regional outage 1e-4',
    { zones: 3, zone_q: 0.001, rep_q: 0.01, replicas_per_zone: 2, region_q: 0.0001 },
    { unavailability: 1.0000133050396929e-4, naive_independent_replicas: 1e-12 },
    1e-9,
    ({ zones, zone_q, rep_q, replicas_per_zone, region_q }) => {
      const zone = inSeries([zone_q, kOfN({ k: 1, n: replicas_per_zone, unavailability: rep_q })]);
      return {
        unavailability: inSeries([kOfN({ k: 1, n: zones, unavailability: zone }), region_q]),
        naive_independent_replicas: kOfN({ k: 1, n: zones * replicas_per_zone, unavailability: rep_q }),
      };
    },
  ),
  known(
    'kofn-2of3-.9',
    'availability.kofn',
    'exact enumeration',
    { k: 2, availabilities: [0.9, 0.9, 0.9] },
    { availability: 0.972, unavailability: 0.028 },
    1e-12,
    ({ k, availabilities }) => both(kOfN({ k, unavailabilities: availabilities.map(complementOf) })),
  ),
  known(
    'kofn-3of5-.99',
    'availability.kofn',
    'exact enumeration',
    { k: 3, availabilities: [0.99, 0.99, 0.99, 0.99, 0.99] },
    { availability: 0.9999901494, unavailability: 0.0000098506 },
    1e-12,
    ({ k, availabilities }) => both(kOfN({ k, unavailabilities: availabilities.map(complementOf) })),
  ),
  known(
    'kofn-3of5-.999-.99-.98-.97-.96',
    'availability.kofn',
    'exact enumeration',
    { k: 3, availabilities: [0.999, 0.99, 0.98, 0.97, 0.96] },
    { availability: 0.99994736856, unavailability: 0.00005263144 },
    1e-12,
    ({ k, availabilities }) => both(kOfN({ k, unavailabilities: availabilities.map(complementOf) })),
  ),
  known(
    'kofn-4of6-.9',
    'availability.kofn',
    'exact enumeration',
    { k: 4, availabilities: [0.9, 0.9, 0.9, 0.9, 0.9, 0.9] },
    { availability: 0.98415, unavailability: 0.01585 },
    1e-12,
    ({ k, availabilities }) => both(kOfN({ k, unavailabilities: availabilities.map(complementOf) })),
  ),
  known(
    'kofn-5of8-.995',
    'availability.kofn',
    'exact enumeration',
    { k: 5, availabilities: [0.995, 0.995, 0.995, 0.995, 0.995, 0.995, 0.995, 0.995] },
    { availability: 0.9999999569456375, unavailability: 4.3054362513671874e-8 },
    1e-12,
    ({ k, availabilities }) => both(kOfN({ k, unavailabilities: availabilities.map(complementOf) })),
  ),
  known(
    'kofn-1of2-.9-.8',
    'availability.kofn',
    'exact enumeration',
    { k: 1, availabilities: [0.9, 0.8] },
    { availability: 0.98, unavailability: 0.02 },
    1e-12,
    ({ k, availabilities }) => both(kOfN({ k, unavailabilities: availabilities.map(complementOf) })),
  ),
  known(
    'ccf-beta-2train',
    'availability.correlated',
    'SCRAM --ccf on TwoTrain/common_cause.xml',
    { q: 0.1, beta: 0.2, trains: 2, elements_per_train: 2 },
    { unavailability: 0.062258678784000154 },
    1e-9,
    ({ q, beta, trains, elements_per_train }) => ({
      unavailability: trainsDown(trains, elements_per_train, betaFactor({ unavailability: q, n: trains, beta })),
    }),
  ),
  known(
    'ccf-beta-3train',
    'availability.correlated',
    'SCRAM --ccf on core/beta_factor_ccf.xml',
    { q: 0.1, beta: 0.2, trains: 3, elements_per_train: 2 },
    { unavailability: 0.04308037306122248 },
    1e-9,
    ({ q, beta, trains, elements_per_train }) => ({
      unavailability: trainsDown(trains, elements_per_train, betaFactor({ unavailability: q, n: trains, beta })),
    }),
  ),
  known(
    'ccf-alpha-factor',
    'availability.correlated',
    'SCRAM --ccf on core/alpha_factor_ccf.xml',
    { file: 'aralia/scram-tests/core/alpha_factor_ccf.xml' },
    { unavailability: 0.0529814 },
    0.000005,
    () => ({ unavailability: trainsDown(3, 2, alphaFactor({ unavailability: 0.1, alphas: [0.7, 0.2, 0.1] })) }),
  ),
  known(
    'ccf-phi-factor',
    'availability.correlated',
    'SCRAM --ccf on core/phi_factor_ccf.xml',
    { file: 'aralia/scram-tests/core/phi_factor_ccf.xml' },
    { unavailability: 0.0410393 },
    0.000005,
    () => ({ unavailability: trainsDown(3, 2, phiFactor({ unavailability: 0.1, phis: [0.7, 0.2, 0.1] })) }),
  ),
  known(
    'repair-1of2-crew1-l0.001',
    'availability.markov',
    'birth-death machine-repair model',
    { n: 2, k: 1, lambda_per_h: 0.001, mu_per_h: 0.1, repair_crews: 1 },
    { unavailability: 1.9603999215840032e-4 },
    1e-9,
    machineRepair,
  ),
  known(
    'repair-1of2-crew2-l0.001',
    'availability.markov',
    'birth-death machine-repair model',
    { n: 2, k: 1, lambda_per_h: 0.001, mu_per_h: 0.1, repair_crews: 2 },
    { unavailability: 9.802960494069208e-5 },
    1e-9,
    machineRepair,
  ),
  known(
    'repair-2of3-crew3-l0.001',
    'availability.markov',
    'birth-death machine-repair model',
    { n: 3, k: 2, lambda_per_h: 0.001, mu_per_h: 0.25, repair_crews: 3 },
    { unavailability: 4.7491815566577675e-5 },
    1e-9,
    machineRepair,
  ),
  known(
    'repair-3of5-crew1-l0.0005',
    'availability.markov',
    'birth-death machine-repair model',
    { n: 5, k: 3, lambda_per_h: 0.0005, mu_per_h: 0.5, repair_crews: 1 },
    { unavailability: 5.981982090269366e-8 },
    1e-9,
    machineRepair,
  ),
  known(
    'mttf-1of2-repair',
    'availability.markov',
    'Trivedi / standard: MTTF=(3λ+μ)/(2λ²)',
    { lambda: 0.001, mu: 0.1 },
    { mttf_h: 51500.00000000001 },
    1e-9,
    ({ lambda, mu }) => ({ mttf_h: repairedGroup({ n: 2, k: 1, failureRate: lambda, mttr: 1 / mu, crews: 1 }).meanTimeToFirstOutage }),
  ),
  known('mttf-1of2-norepair', 'availability.markov', '3/(2λ)', { lambda: 0.001, mu: 0 }, { mttf_h: 1500 }, 1e-12, ({ lambda, mu }) => ({
    mttf_h: repairedGroup({ n: 2, k: 1, failureRate: lambda, mttr: 1 / mu, crews: 1 }).meanTimeToFirstOutage,
  })),
  known(
    'standby-coverage-failover',
    'availability.markov',
    'active/hot-standby: λ=1/2000h each, repair 4h (1 crew), failover 60 s, coverage .95, manual recovery of uncovered 30 min',
    { lambda_per_h: 0.0005, repair_h: 4, failover_s: 60, coverage: 0.95, uncovered_recovery_h: 0.5 },
    {
      unavailability: 2.8302651792475005e-5,
      p_failover: 7.88490299203849e-6,
      p_both_down: 7.967901970902053e-6,
      p_uncovered: 1.2449846829534463e-5,
      naive_parallel_unavailability: 3.9840478723192335e-6,
    },
    1e-8,
    ({ lambda_per_h, repair_h, failover_s, coverage, uncovered_recovery_h }) => {
      const pair = { n: 2, k: 1, failureRate: lambda_per_h, mttr: repair_h, crews: 1, standby: 'hot' } as const;
      const failover = { time: failover_s / 3600, coverage, manualTime: uncovered_recovery_h };
      const found = standbyGroup({ ...pair, failover });
      return {
        unavailability: found.unavailability,
        p_failover: found.failingOver,
        p_both_down: found.exhausted,
        p_uncovered: found.uncovered,
        naive_parallel_unavailability: kOfN({ k: 1, n: 2, unavailability: unavailability({ mttf: 1 / lambda_per_h, mttr: repair_h }) }),
      };
    },
  ),
  known(
    'failover-first-order',
    'availability.failover',
    'q_failover = failures/yr x failover_s / 31536000',
    { failures_per_year: 12, failover_s: 60 },
    { unavailability: 2.2831050228310503e-5, minutes_per_year: 12 },
    1e-12,
    ({ failures_per_year, failover_s }) => {
      const q = unavailability({ mttf: 31_536_000 / failures_per_year - failover_s, mttr: failover_s });
      return { unavailability: q, minutes_per_year: q * 525_600 };
    },
  ),
  known(
    'maintenance',
    'availability.planned',
    'planned 2 h/month + MTTF 2190h/MTTR 1h',
    { planned_h_per_30d: 2, mttf_h: 2190, mttr_h: 1 },
    { availability: 0.996767077438004 },
    1e-12,
    ({ planned_h_per_30d, mttf_h, mttr_h }) => ({
      availability: 1 - inSeries([planned_h_per_30d / 720, unavailability({ mttf: mttf_h, mttr: mttr_h })]),
    }),
  ),
];
