import { type Common, type Entry, type EntryRow, table } from '../entry.js';

/** Why services fail, and how much of it is shared by copies that should fail one by one. */

const SHARES_OF_OUTAGES: readonly EntryRow[] = [
  [
    'cause.change.sre',
    'Outages after a change of a live system, of all',
    '%',
    70,
    {
      source: 'Site Reliability Engineering, 2016, chapter 1, "Change Management"',
      asOf: '2016-04',
      note: 'about',
      checked: true,
    },
  ],
  [
    'cause.power.uptime',
    'Outages of data centers by power, of all with an impact',
    '%',
    54,
    { source: 'Uptime Institute, Annual Outage Analysis 2025', asOf: '2025-05' },
  ],
  [
    'cause.human.cloud',
    'Critical outages of clouds by human error, of all',
    '%',
    68,
    { source: 'Parametrix, Cloud Outage Risk Report 2024', asOf: '2024-12', note: 'AWS, Azure and Google Cloud; 53% in 2023' },
  ],
];

const TRIGGERS: readonly EntryRow[] = [
  ['cause.trigger.binary', 'Outages triggered by a new binary, of all', '%', 37],
  ['cause.trigger.configuration', 'Outages triggered by a new configuration, of all', '%', 31],
  ['cause.trigger.behavior', 'Outages triggered by users who behave otherwise, of all', '%', 9],
  ['cause.trigger.pipeline', 'Outages triggered by a processing pipeline, of all', '%', 6],
  ['cause.trigger.provider', 'Outages triggered by a change of a service provider, of all', '%', 5],
  ['cause.trigger.performance', 'Outages triggered by decay of performance, of all', '%', 5],
  ['cause.trigger.capacity', 'Outages triggered by capacity management, of all', '%', 5],
  ['cause.trigger.hardware', 'Outages triggered by hardware, of all', '%', 2],
];

const NETWORK: readonly EntryRow[] = [
  ['cause.network.maintenance', 'Incidents of a network by maintenance, of all', '%', 17],
  ['cause.network.configuration', 'Incidents of a network by wrong configuration, of all', '%', 13],
  ['cause.network.hardware', 'Incidents of a network by hardware, of all', '%', 13],
  ['cause.network.bug', 'Incidents of a network by bugs, of all', '%', 12],
];

const DEPLOYMENTS: readonly EntryRow[] = [
  ['cause.deploy.elite', 'Deployments that fail, best teams', '%', 5],
  ['cause.deploy.high', 'Deployments that fail, good teams', '%', 20, { note: 'more than the next group, which deploys less often' }],
  ['cause.deploy.medium', 'Deployments that fail, middling teams', '%', 10],
  ['cause.deploy.low', 'Deployments that fail, weakest teams', '%', 40],
];

const SHARED: readonly EntryRow[] = [
  [
    'cause.common.beta.iec61508',
    'Beta factor: failures shared by redundant hardware, of all',
    '%',
    [1, 5, 10],
    {
      source: 'IEC 61508-6:2010, annex D, table D.4, sensors and final elements',
      asOf: '2010-04',
      note: 'by a score of separation and diversity, in steps of 1, 2, 5 and 10%; logic half of that; the middle is the step before the last',
    },
  ],
  [
    'cause.common.beta.generic',
    'Beta factor: failures shared by redundant components, generic',
    '%',
    10,
    {
      source: 'NUREG/CR-4780, "Procedures for Treating Common Cause Failures", 1988',
      asOf: '1988-01',
      note: 'for a first screening, where nothing better is known',
    },
  ],
];

const COVERAGE: readonly EntryRow[] = [
  ['cause.coverage.low', 'Failures that diagnostics find, low', '%', [60, 60, null]],
  ['cause.coverage.medium', 'Failures that diagnostics find, medium', '%', [90, 90, null]],
  ['cause.coverage.high', 'Failures that diagnostics find, high', '%', [99, 99, null]],
];

const COMMON: Omit<Common, 'source' | 'asOf'> = { group: 'failure-cause', shelfLifeMonths: 120, note: '', checked: false };

export const CAUSES: readonly Entry[] = [
  ...table({ ...COMMON, source: '', asOf: '', note: 'a share of outages, not a rate' }, SHARES_OF_OUTAGES),
  ...table(
    {
      ...COMMON,
      source: 'The Site Reliability Workbook, 2018, appendix C',
      asOf: '2017-12',
      note: 'postmortems of Google from 2010 to 2017',
    },
    TRIGGERS,
  ),
  ...table(
    {
      ...COMMON,
      source: 'J. Meza et al., "A Large Scale Study of Data Center Network Reliability", IMC 2018',
      asOf: '2018-10',
      note: 'within the data centers of Facebook, 2011 to 2018',
    },
    NETWORK,
  ),
  ...table(
    {
      ...COMMON,
      shelfLifeMonths: 24,
      source: 'DORA, Accelerate State of DevOps 2024',
      asOf: '2024-10',
      note: 'a survey, grouped by four measures at once',
    },
    DEPLOYMENTS,
  ),
  ...table({ ...COMMON, shelfLifeMonths: 240, source: '', asOf: '', note: 'made for plants, not for replicas of software' }, SHARED),
  ...table(
    {
      ...COMMON,
      shelfLifeMonths: 240,
      source: 'IEC 61508-2:2010, annex A, tables A.2 to A.14',
      asOf: '2010-04',
      note: 'at least, by class; made for plants',
    },
    COVERAGE,
  ),
];
