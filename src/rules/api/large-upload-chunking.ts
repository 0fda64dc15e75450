import { isWaitedFor } from '../../spec/index.js';
import { carriesRequest } from '../paths.js';
import { defineRule } from '../rule.js';

/** Upload + large file -> chunking. */
export const largeUploadChunking = defineRule({
  id: 'api/large-upload-chunking',
  on: 'flow',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'Large requests pass through a service in one piece, or are stated not to be sent in parts.',
    why: 'A connection that breaks loses all that was sent, and the larger the request, the likelier that is. Meanwhile it holds a thread and memory of the service. Parts are sent again one by one, side by side, and straight to the store.',
    cost: 'Parts have to be put together, checked, and removed where an upload is given up.',
    source: 'Amazon S3 User Guide, Uploading and copying objects using multipart upload',
    falsePositives: 'The service streams to the store, over networks that seldom break.',
    good: `sysdesign: 1
name: photos
flows:
  upload: { kind: write, rate: 10 req/s, request: 200 MB, chunked: true, path: api -> files }
components:
  api: { kind: service }
  files: { kind: objectStore }
`,
    bad: `sysdesign: 1
name: photos
flows:
  upload: { kind: write, rate: 10 req/s, request: 200 MB, path: api -> files }
components:
  api: { kind: service }
  files: { kind: objectStore }
`,
  },
  reads: ['flows.*.request'],
  options: { largest: { value: '10 MB', field: 'bytes', meaning: 'request that may be sent in one piece' } },
  message: 'requests of "{flow}" bring {left} in one piece through "{component}"',
  help: 'send it in parts that can be repeated, straight to an object store (chunked: true)',
  *check({ name, chunked, calls }, { model, fact, option }) {
    if (chunked === true) return;
    const held = calls.find((call) => call.traits.isService && isWaitedFor(call) && carriesRequest(model, call));
    const [first] = calls;
    const through = held ?? (chunked === false ? first : undefined);
    if (!through) return;
    yield {
      subject: `flows.${name}`,
      because: [fact('flows.*.request', name), '>', option('largest')],
      slots: { flow: name, component: through.component },
      related: [{ path: through.path, message: 'what carries it' }],
    };
  },
});
