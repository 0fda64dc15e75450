/** Answers to the URL shortener at its published parameters, as three candidates would give them. */
export const STRONG = `
purpose: Give long URLs a short link that redirects to the original
functional: [How many new links per month?, How often is a link opened?, Do we count clicks?, How long is a record in bytes?, Are there custom aliases?]
quality: [What p99 latency for redirects?, What availability?]
constraints: [Do links expire?, What is the peak?, I assume codes must not be guessable]
estimates: { write-rate: WRITES, read-peak: READS, storage: STORAGE, cache: CACHE, egress: EGRESS }
entities: [Link with its code as the key, Click event]
api: ["POST /links -> 201 Idempotency-Key", "GET /{code} -> 302"]
design:
  - "shorten: user -> api -> links(primary+2)"
  - "redirect: visitor -> api -> cache[2] ?> links"
  - "redirect: api ~> click-queue[3] -> counter"
data: [links is a key-value store because we only read by code, "links: CP"]
twist: { twist: TWIST, design: [a CDN and a local cache; coalesce misses; prewarm; sample clicks] }
depth: { 1: [ranges from an allocator; unique by construction; base62; no collision; shuffled so that nobody can guess], 2: [301 is cached by browsers; 302 so that clicks can be counted] }
failure: [timeouts and retries with backoff, a replica takes over, serve stale or degrade, restore backups]
observability: [p99 latency, errors and traffic, queue lag, alert on the SLO]
optimize: [api fills first, then the cache and links]
verify: ["redirect: api, cache, links", "shorten: api, links"]
wrap-up: [eventual counts instead of exact; cost is small; next I would add aliases]
reflection: fine
`;
export const AVERAGE = `
purpose: short links
functional: [How many links?, What is the read ratio?]
quality: [How fast?]
estimates: { write-rate: WRITES, read-peak: SLIP }
entities: [Link]
api: ["GET /createLink", "GET /{code} -> 302"]
design: ["shorten: api -> db", "redirect: api -> cache -> db"]
data: [postgres by key]
twist: { design: [autoscaling] }
failure: [replica]
observability: [cpu]
verify: ["redirect: api"]
`;
export const WEAK = 'purpose: it is like bitly\ndesign: [api]\nfailure: [nothing fails]\n';
