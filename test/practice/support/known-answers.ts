/**
 * Known answers at the published parameters, worked out by hand (a month of 30 days, a year of 365): the parameters stand in each problem.
 * Records of 5 years: 100M / 30 d x 1825 d = 6.083e9 links.
 */
export const KNOWN: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'url-shortener': {
    'write-rate': 100e6 / 2_592_000, // 38.6
    'read-peak': (100e6 / 2_592_000) * 100 * 3, // 11,574
    storage: (100e6 / 30) * 365 * 5 * 500 * 3, // 9.1 TB
    cache: (100e6 / 30) * 100 * 0.2 * 500, // 33.3 GB
    egress: (100e6 / 2_592_000) * 100 * 500, // 1.93 MB/s
    twist: (100e6 / 2_592_000) * 100 * 3 * 10,
  },
  pastebin: {
    'read-rate': 100e6 / 2_592_000, // 38.6
    'write-peak': (10e6 / 2_592_000) * 3, // 11.6
    storage: (10e6 / 30) * 365 * 3 * 1.27e3, // 464 GB (450 GB with years of 12 months)
    twist: (10e6 / 30) * 365 * 3 * 1.27e3 * 10,
  },
  timeline: {
    'write-rate': 500e6 / 86_400, // 5,787
    'fan-out': (500e6 / 86_400) * 10, // 57,870
    'read-peak': (250e9 / 2_592_000) * 2,
    storage: 500e6 * 10e3 * 30, // 150 TB a month
    twist: (500e6 / 86_400) * 10 * 3,
  },
  payments: {
    'mean-rate': 1e6 / 86_400, // 11.6
    'peak-rate': (1e6 / 86_400) * 5, // 57.9
    ledger: 1e6 * 4 * 500 * 365 * 7, // 5.11 TB
    twist: (1e6 / 86_400) * 5 * 20,
  },
  notifications: {
    'mean-rate': 16e6 / 86_400, // 185
    broadcast: 10e6 / 600, // 16,667
    storage: 16e6 * 30 * 300, // 144 GB
    twist: (10e6 / 600) * 3,
  },
  autocomplete: {
    'mean-rate': (10e6 * 10 * 20) / 86_400, // 23,148
    'peak-rate': (10e6 * 10 * 20 * 2) / 86_400,
    'new-data': 10e6 * 10 * 0.2 * 20, // 400 MB
    twist: (10e6 * 10 * 20 * 3) / 86_400,
  },
  'web-crawler': {
    'fetch-rate': 4e9 / 2_592_000, // 1,543
    bandwidth: (4e9 / 2_592_000) * 500e3, // 772 MB/s, 6.2 Gbit/s
    'per-month': 4e9 * 500e3, // 2 PB
    storage: ((4e9 * 500e3) / 30) * 365 * 3, // 73 PB (72 PB with years of 12 months)
    twist: ((4e9 * 500e3) / 30) * 365 * 3 * 2,
  },
  chat: {
    'send-rate': (50e6 * 40) / 86_400, // 23,148
    connections: 50e6 * 0.2, // 10M
    media: 50e6 * 40 * 0.05 * 100e3, // 10 TB
    texts: 50e6 * 40 * 100 * 365, // 73 TB
    twist: (50e6 * 40 * 8) / 86_400,
  },
  metrics: {
    samples: 10e6 / 10, // 1M/s
    raw: (10e6 / 10) * 86_400 * 16, // 1.38 TB
    kept: (10e6 / 10) * 86_400 * 30 * 1.37 * 3, // 10.7 TB
    twist: (10e6 / 10) * 3,
  },
  'rate-limiter': {
    operations: 100e3 * 2,
    memory: 10e6 * 64, // 640 MB
    copies: 10e6 * 64 * 2,
    twist: 100e3 * 2 * 4,
  },
  video: {
    viewers: 1e9 / 24, // 41.7M
    egress: ((1e9 / 24) * 2.5e6) / 8, // 13 TB/s, 104 Tbit/s
    sources: (500 * 1440 * 3600 * 5e6) / 8, // 1.62 PB
    storage: ((500 * 1440 * 3600 * 5e6) / 8) * 3, // 4.86 PB
    twist: (((1e9 / 24) * 2.5e6) / 8) * 3,
  },
  'file-sync': {
    data: 500e6 * 1e9, // 500 PB
    blocks: (500e6 * 1e9) / 4e6, // 125G
    index: ((500e6 * 1e9) / 4e6) * 100, // 12.5 TB
    erasure: 500e6 * 1e9 * 1.5, // 750 PB
    commits: (500e6 * 0.2 * 2) / 86_400, // 2,315
    twist: ((500e6 * 1e9) / 4e6) * 100 * 10,
  },
  'ride-hailing': {
    reports: 1e6 / 4, // 250k
    positions: 1e6 * 100, // 100 MB
    history: (1e6 / 4) * 86_400 * 100, // 2.16 TB
    searches: (20e6 * 10) / 86_400, // 2,315
    twist: 1e6,
  },
  'key-value-store': {
    'by-memory': (1e12 * 2) / (64e9 * 0.75), // 41.7
    'by-rate': 1e6 / 100e3,
    network: 1e6 * 1000, // 8 Gbit/s
    twist: 1e6 * 1000 * 10,
  },
  'unique-ids': {
    'per-millisecond': 4096,
    'per-second': 4_096_000,
    lifetime: 2_199_023_255_552 / 1000, // 69.7 years
    nodes: 1024,
    twist: 2_199_023_255_552 / 4 / 1000,
  },
  'ticket-booking': {
    arrivals: 2e6 / 300, // 6,667
    pages: (2e6 * 10) / 300, // 66,667
    'per-seat': 2e6 / 50e3,
    twist: ((2e6 * 10) / 300) * 3,
  },
  'ad-clicks': {
    'mean-rate': 1e9 / 86_400, // 11,574
    'peak-rate': (1e9 / 86_400) * 5, // 57,870
    raw: 1e9 * 100 * 30, // 3 TB
    rows: 2e6 * 1440, // 2.88G
    twist: 2e6 * 1440 * 20,
  },
  'object-store': {
    objects: 100e15 / 1e6, // 100G
    metadata: (100e15 / 1e6) * 1e3, // 100 TB
    physical: 100e15 * 1.5, // 150 PB
    disks: (100e15 * 1.5) / 16e12, // 9,375
    failures: (((100e15 * 1.5) / 16e12) * 0.015) / 365, // 0.385
    twist: (100e15 / 1e6) * 1e3 * 10,
  },
  proximity: {
    'search-rate': (100e6 * 5) / 86_400, // 5,787
    places: 200e6 * 1000, // 200 GB
    index: 200e6 * 30, // 6 GB
    edits: (200e6 * 0.01) / 86_400, // 23.1
    twist: (100e6 * 5 * 0.5) / 7200, // 34,722
  },
  'shared-documents': {
    operations: (10e6 * 30 * 60 * 0.2 * 2) / 86_400, // 83,333
    sent: ((10e6 * 30 * 60 * 0.2 * 2) / 86_400) * 2, // 166,667
    log: 10e6 * 30 * 60 * 0.2 * 2 * 100, // 720 GB
    connections: 10e6 * 0.1,
    twist: ((10e6 * 30 * 60 * 0.2 * 2) / 86_400) * 29,
  },
  hotel: {
    reservations: (1e6 * 0.7) / 3 / 86_400, // 2.7
    views: (1e6 * 0.7) / 3 / 86_400 / 0.1 / 0.1, // 270
    inventory: (1e6 / 10) * 730, // 73M
    twist: (1e6 * 0.7) / 3 / 86_400 / 0.02 / 0.02,
  },
  'nearby-friends': {
    connections: 100e6 * 0.1,
    positions: (100e6 * 0.1) / 30, // 333k
    forwarded: ((100e6 * 0.1) / 30) * 400 * 0.1, // 13.3M
    memory: 100e6 * 0.1 * 40, // 400 MB
    twist: ((100e6 * 0.1) / 30) * 400 * 10 * 0.1,
  },
  certificates: {
    'issue-rate': 150e6 / 75 / 86_400, // 23.1
    checks: (150e6 / 75 / 86_400) * 3,
    storage: (150e6 / 75) * 365 * 5 * 2e3, // 7.3 TB
    twist: 150e6 / 86_400, // 1,736
  },
  'post-search': {
    ingest: (400e6 * 300) / 86_400, // 1.39 MB/s
    'search-rate': (500e6 / 86_400) * 2,
    index: 400e6 * 300 * 365 * 5, // 219 TB
    nodes: (400e6 * 300 * 365 * 5 * 2) / 0.8 / 4e12, // 137 (135 as published, from 270 TB)
    twist: (500e6 / 86_400) * 2 * 5,
  },
};
