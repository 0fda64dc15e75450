import type { ProblemOperation } from './problem.js';

export interface Endpoint {
  readonly line: string;
  readonly method: string;
  readonly path: string;
  readonly segments: readonly string[];
  readonly query: string;
  readonly status: string | null;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'WS'] as const;

/** `POST /links?x=1 -> 201`; undefined for what is no endpoint. */
export function endpointOf(line: string): Endpoint | undefined {
  const found = /^\s*([A-Za-z]+)\s+(\/[^\s?]*)(\?\S*)?\s*(?:(?:->|=>|:)?\s*(\d{3}))?(.*)$/.exec(line.slice(0, 500));
  const method = found?.[1]?.toUpperCase() ?? '';
  if (!found || !METHODS.some((known) => known === method)) return undefined;
  const path = found[2] ?? '/';
  return {
    line: line.trim(),
    method,
    path,
    segments: path.split('/').filter((part) => part !== ''),
    query: `${found[3] ?? ''}${found[5] ?? ''}`,
    status: found[4] ?? null,
  };
}

export interface EndpointRemark {
  readonly line: string;
  readonly about: 'verb' | 'action' | 'plural' | 'pagination' | 'idempotency' | 'identity' | 'status' | 'missing';
  readonly text: string;
}

const isParameter = (segment: string): boolean => /^[{:<]/.test(segment);
const ACTIONS = /^(?:create|get|add|delete|remove|update|make|fetch|list|set|do|save|insert|new)(?:[A-Z_-]|$)/;
const UNCOUNTED = new Set([
  'search',
  'health',
  'feed',
  'timeline',
  'auth',
  'login',
  'media',
  'status',
  'metadata',
  'sync',
  'ws',
  'me',
  'suggest',
  'api',
  'data',
  'inventory',
  'delta',
  'location',
  'commit',
  'top',
]);

/** What is worth a word in an API, and which operations nothing serves. */
export function reviewEndpoints(
  lines: readonly string[],
  operations: readonly ProblemOperation[],
): { readonly remarks: readonly EndpointRemark[]; readonly served: ReadonlyMap<ProblemOperation, string> } {
  const endpoints = lines.flatMap((line) => endpointOf(line) ?? []);
  const remarks: EndpointRemark[] = [];
  const served = new Map<ProblemOperation, string>();
  for (const operation of operations) {
    const names = [operation.resource, ...(operation.also ?? [])].map((name) => name.toLowerCase().replace(/s$/, ''));
    const fitting = endpoints.filter(({ segments }) =>
      segments.some((part) =>
        names.includes(
          part
            .toLowerCase()
            .replace(/[{}:<>]/g, '')
            .replace(/s$/, ''),
        ),
      ),
    );
    const isRead = ({ method }: Endpoint): boolean => method === 'GET' || method === 'HEAD';
    const right = fitting.find((endpoint) => endpoint.method === 'WS' || isRead(endpoint) === (operation.kind === 'read'));
    if (right) served.set(operation, right.line);
    else {
      const wrong = fitting.find((endpoint) => !endpoints.some((other) => other !== endpoint && other.path === endpoint.path));
      if (wrong && fitting.length === 1 && operations.filter(({ resource }) => resource === operation.resource).length === 1) {
        served.set(operation, wrong.line);
        remarks.push({
          line: wrong.line,
          about: 'verb',
          text: `"${operation.name}" ${operation.kind === 'read' ? 'reads: GET, which may be repeated and cached' : 'changes something: POST, PUT, PATCH or DELETE; a GET may be repeated by anybody'}`,
        });
      } else remarks.push({ line: '', about: 'missing', text: `nothing serves "${operation.name}", for example ${operation.endpoint}` });
    }
    if (right && operation.isList === true && !/cursor|page|limit|after|before|since|offset|next/i.test(right.query)) {
      remarks.push({ line: right.line, about: 'pagination', text: 'it gives many: page by a cursor (?after=...&limit=...)' });
    }
    if (right && operation.isAsync === true && right.status !== null && right.status !== '202') {
      remarks.push({ line: right.line, about: 'status', text: 'it takes long: answer 202 at once, with where to ask how far it is' });
    }
    if (
      right &&
      operation.kind === 'write' &&
      right.line.startsWith('POST') &&
      !/idempoten|request-?id|client-?id/i.test(lines.join(' '))
    ) {
      remarks.push({
        line: right.line,
        about: 'idempotency',
        text: 'a POST that is repeated after a timeout writes twice: take an Idempotency-Key, or PUT to an id of the client',
      });
    }
  }
  for (const { line, segments, query, method } of endpoints) {
    const action = segments.find((part) => ACTIONS.test(part));
    if (action !== undefined)
      remarks.push({ line, about: 'action', text: `"${action}" repeats the verb: name the thing, and let ${method} say what is done` });
    for (const [i, part] of segments.entries()) {
      const next = segments[i + 1];
      if (
        next !== undefined &&
        isParameter(next) &&
        /^[a-z]+$/i.test(part) &&
        !/s$/i.test(part) &&
        !UNCOUNTED.has(part.toLowerCase()) &&
        action === undefined
      ) {
        remarks.push({ line, about: 'plural', text: `"${part}" is a collection: /${part}s/${next}` });
      }
    }
    if (/user_?id=|owner_?id=/i.test(query))
      remarks.push({
        line,
        about: 'identity',
        text: 'whose it is comes from the token: an id in the request is what anybody may write there',
      });
  }
  return { remarks, served };
}
