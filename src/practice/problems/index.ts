import type { Problem } from '../problem.js';
import { adClicks } from './ad-clicks.js';
import { autocomplete } from './autocomplete.js';
import { certificates } from './certificates.js';
import { chat } from './chat.js';
import { fileSync } from './file-sync.js';
import { hotel } from './hotel.js';
import { keyValueStore } from './key-value-store.js';
import { metrics } from './metrics.js';
import { nearbyFriends } from './nearby-friends.js';
import { notifications } from './notifications.js';
import { objectStore } from './object-store.js';
import { pastebin } from './pastebin.js';
import { payments } from './payments.js';
import { postSearch } from './post-search.js';
import { proximity } from './proximity.js';
import { rateLimiter } from './rate-limiter.js';
import { rideHailing } from './ride-hailing.js';
import { sharedDocuments } from './shared-documents.js';
import { ticketBooking } from './ticket-booking.js';
import { timeline } from './timeline.js';
import { uniqueIds } from './unique-ids.js';
import { urlShortener } from './url-shortener.js';
import { video } from './video.js';
import { webCrawler } from './web-crawler.js';

/** Every problem, the easiest first. */
export const PROBLEMS: readonly Problem[] = [
  urlShortener,
  pastebin,
  uniqueIds,
  rateLimiter,
  notifications,
  autocomplete,
  chat,
  timeline,
  hotel,
  keyValueStore,
  proximity,
  postSearch,
  nearbyFriends,
  certificates,
  payments,
  metrics,
  webCrawler,
  video,
  fileSync,
  rideHailing,
  ticketBooking,
  adClicks,
  objectStore,
  sharedDocuments,
];
