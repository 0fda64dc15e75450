import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const video: Problem = {
  id: 'video',
  title: 'Video on demand',
  topics: ['media', 'reads', 'storage'],
  difficulty: 3,
  purpose: 'Let people upload videos, and anybody watch them at whatever rate their line carries.',
  purposeWords: ['video', 'watch', 'upload', 'stream'],
  parameters: {
    uploaded: { low: 50, high: 1000, unit: '', reference: 500 },
    watched: { low: 50e6, high: 2e9, unit: '', reference: 1e9 },
    playback: { low: 1.5, high: 6, unit: ' Mbit/s', reference: 2.5 },
    renditions: { low: 1, high: 3, unit: '', reference: 2 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  uploaded: $uploaded
  watched: $watched
requirements:
  functional:
    upload: { when: somebody uploads a video, then: it can be watched within minutes, flow: upload }
    watch: { when: a viewer presses play, then: the video starts, flow: watch }
  quality:
    available: { flow: watch, availability: 99.9%, window: 30 d }
flows:
  upload: { actor: uploader, kind: write, rate: = uploaded * 1 h / 1 min / 10 min, peak: 2, request: = 5 Mbit/s * 10 min, idempotency: key, chunked: true }
  watch: { actor: viewer, kind: read, concurrent: = watched * 1 h / 1 d, every: 10 s, peak: 2, request: 300 B, response: = $playback * 10 s }
data:
  sources: { in: sources, item: = 5 Mbit/s * 10 min, addedBy: upload }
  segments: { in: segments, item: = 5 Mbit/s * 10 min * $renditions, addedBy: upload, readBy: watch }
  videos: { in: videos, item: 1 kB, addedBy: upload }
derived:
  sourcesPerDay: = data.sources.growth * 1 d
  allPerDay: = (data.sources.growth + data.segments.growth) * 1 d
`,
  design: ['upload: api -> (videos(primary+2), sources)', 'upload: api ~> jobs[n] -> transcoder -> segments', 'watch: cdn ?> segments'],
  kinds: { videos: 'database', sources: 'objectStore', jobs: 'queue', transcoder: 'worker', segments: 'objectStore' },
  facts: [
    asked('volume', '$uploaded hours of video come in every minute; a video has 10 minutes.', 'transcoding and storage follow from it', [
      'upload',
    ]),
    {
      id: 'watched',
      about: 'numbers',
      words: ['watch', 'viewers', 'views', 'users', 'dau', 'concurrent'],
      answer: '$watched hours are watched a day.',
      matters: 'it is nearly all of the traffic',
    },
    {
      id: 'rate',
      about: 'numbers',
      words: ['bitrate', 'bit rate', 'mbit', 'resolution', 'quality', 'bandwidth'],
      answer: 'Sources have 5 Mbit/s; playback takes $playback on average, in segments of 10 s.',
      matters: 'bits, not requests, size the way out',
    },
    asked('size', 'All renditions together take $renditions times the source.', 'only sources are counted otherwise', [
      'rendition',
      'transcod',
      'format',
      'storage',
    ]),
    asked('latency', 'Playback starts within 2 s.', 'it asks for segments near the viewer', ['start', 'buffer']),
    asked(
      'freshness',
      'A new video may take some minutes to appear; counts of views may be late.',
      'it allows a queue before transcoding',
      ['count'],
    ),
    {
      id: 'rights',
      about: 'constraints',
      words: ['copyright', 'rights', 'moderat', 'legal', 'law', 'region', 'abuse'],
      answer: 'Uploads are checked for copyright before they are public; some videos are barred in some countries.',
      matters: 'it is one more step before a video is public',
    },
  ],
  estimates: [
    {
      id: 'viewers',
      question: 'How many people watch at a time, on average?',
      fact: checkedId('flows.watch.concurrency.mean'),
      measures: 'count',
      how: 'hours watched a day / 24 h (Little)',
      decides: 'that nothing central can serve them',
    },
    {
      id: 'egress',
      question: 'How much goes out to viewers, on average?',
      fact: checkedId('flows.watch.egress.mean'),
      measures: 'data rate',
      factors: [{ kind: 'size', of: 'playback', name: 'Mbit/s of playback' }],
      how: 'viewers at a time x bits a second (/ 8 for bytes)',
      decides: 'that a CDN carries it, and what it costs',
    },
    {
      id: 'sources',
      question: 'How many bytes of sources come in a day?',
      fact: checkedId('derived.sourcesPerDay'),
      measures: 'data',
      how: 'hours a minute x 1,440 x 3,600 s x 5 Mbit/s / 8',
      decides: 'that uploads go straight to an object store',
    },
    {
      id: 'storage',
      question: 'And how many bytes a day with all renditions, source and renditions together?',
      fact: checkedId('derived.allPerDay'),
      measures: 'data',
      how: 'sources x (1 + renditions)',
      decides: 'whether renditions that nobody watches are made at all',
    },
  ],
  entities: [
    { name: 'video (owner, title, state)', words: ['video', 'metadata'] },
    { name: 'rendition with its segments', words: ['rendition', 'segment', 'chunk', 'manifest', 'format'] },
    { name: 'view', words: ['view', 'watch', 'history'] },
  ],
  operations: [
    {
      name: 'upload a video',
      kind: 'write',
      resource: 'uploads',
      also: ['videos'],
      isAsync: true,
      endpoint: 'POST /uploads -> 202 (Idempotency-Key; resumable)',
    },
    {
      name: 'get what to play',
      kind: 'read',
      resource: 'videos',
      also: ['manifest', 'manifest.m3u8', 'watch'],
      endpoint: 'GET /videos/{id}/manifest -> 200',
    },
  ],
  blocks: [
    { name: 'a CDN before the segments', kinds: ['cdn'], why: 'most viewers watch few videos, and all of it is bytes' },
    { name: 'an object store', kinds: ['objectStore'], why: 'segments are written once and read whole' },
    { name: 'a queue before transcoding', kinds: ['queue', 'stream'], why: 'it takes minutes and comes in bursts' },
    {
      name: 'workers that transcode',
      kinds: ['worker', 'function'],
      instead: 'a service of the cloud',
      why: 'processors, not requests, size them',
    },
    { name: 'a store of metadata', kinds: ['database'], why: 'titles and states are asked for without the bytes' },
  ],
  deepDives: [
    {
      question: 'How does a player keep playing when its line gets slower?',
      points: [
        {
          name: 'several rates of each video',
          words: ['rendition', 'ladder', 'bitrate', 'bit rate', 'resolution', 'adaptive', 'abr', 'hls', 'dash'],
        },
        { name: 'in segments of seconds', words: ['segment', 'chunk', 'second'] },
        { name: 'the player chooses', words: ['client', 'player', 'manifest', 'switch'] },
      ],
      model:
        'Each video is cut into segments of some seconds at several rates; the player reads the manifest, measures, and asks for the next segment at the rate that fits.',
    },
    {
      question: 'The CDN answers 95 of 100 requests. What do the other five do?',
      points: [
        { name: 'the long tail goes to the origin', words: ['tail', 'rare', 'old', 'origin', 'miss'] },
        { name: 'a middle layer joins the misses', words: ['shield', 'tier', 'regional', 'mid', 'coalesc', 'collaps'] },
      ],
      model:
        'Misses are the long tail, and each edge has its own: a regional layer between edges and origin joins them, and the origin is sized for misses alone.',
    },
  ],
  mistakes: [
    'bits for bytes: eight times too much or too little',
    'sizing the origin for all that is watched, not for what the CDN misses',
    'storing the source alone: renditions take as much again, or twice',
    'forgetting the processors that transcode',
  ],
  twist: {
    text: 'A final is put up after the match: for hours three times as many people watch.',
    set: { 'flows.watch.concurrent': 'x3' },
    estimate: {
      id: 'twist',
      question: 'How much goes out to viewers now, on average?',
      fact: checkedId('flows.watch.egress.mean'),
      measures: 'data rate',
      factors: [{ kind: 'size', of: 'playback', name: 'Mbit/s of playback' }],
      how: 'the old rate x 3',
      decides: 'how much lower a rate is offered',
    },
    points: [
      { name: 'one video: every edge has it', words: ['edge', 'cdn', 'cache', 'prefetch', 'warm'] },
      { name: 'a lower rate for everybody', words: ['lower', 'rate', 'degrade', 'quality', 'cap'] },
    ],
    model:
      'It is one video, which every edge has after its first viewer; if the lines of the CDN are full, the highest rates are taken out of the manifest.',
  },
  source: 'YouTube: 1G hours a day (2017) and 500 hours a minute; 2.5 and 5 Mbit/s, renditions twice the source: own',
};
