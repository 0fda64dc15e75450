import type { Problem } from '../problem.js';
import { autocomplete } from './autocomplete.js';
import { chat } from './chat.js';
import { metrics } from './metrics.js';
import { notifications } from './notifications.js';
import { pastebin } from './pastebin.js';
import { payments } from './payments.js';
import { rateLimiter } from './rate-limiter.js';
import { timeline } from './timeline.js';
import { urlShortener } from './url-shortener.js';
import { webCrawler } from './web-crawler.js';

/** Every problem, the easiest first. */
export const PROBLEMS: readonly Problem[] = [
  urlShortener,
  pastebin,
  rateLimiter,
  notifications,
  autocomplete,
  chat,
  timeline,
  payments,
  metrics,
  webCrawler,
];
