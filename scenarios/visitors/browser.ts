import { bookingPagePath } from './front-end.ts';
import { ordinaryDay } from './visit.ts';
import type { Behavior, Browser, VisitOptions } from './visit.ts';

/** Share of visitors who have been here before, with everything in their cache; an assumption. */
const returning = 0.3;
/** How long the booking page is good without asking, as its Cache-Control says. */
const freshSeconds = 60;

/**
 * A browser with a cache of its own, as empty or full as the visitor is new. Pages of the site load its style; searches,
 * quotes and bookings are made on the booking page, a single-page application: it is opened when one comes from elsewhere,
 * and asks for its data; what it loads has names that change with their content, and is never asked for twice.
 */
function browserOf({ random, catalogue }: VisitOptions): Browser {
  const { frontEnd } = catalogue;
  if (frontEnd === undefined) throw new Error('The catalogue tells nothing of the front end.');
  const { tag, siteStyle, assets } = frontEnd;
  const isReturning = random() < returning;
  let [hasStyle, hasAssets] = [isReturning, isReturning];
  /** When the booking page was loaded or asked about; long ago for who returns. */
  let pageAt = isReturning ? -Infinity : undefined;
  let isOpen = false;
  return function* open(page, seconds) {
    if (page === 'home' || page === 'content') {
      isOpen = false;
      if (!hasStyle) yield { kind: 'load', name: 'asset', paths: [siteStyle] };
      hasStyle = true;
      return;
    }
    if (isOpen) return;
    isOpen = true;
    if (pageAt === undefined || seconds - pageAt >= freshSeconds) {
      yield {
        kind: 'request',
        name: 'booking-page',
        method: 'GET',
        path: bookingPagePath,
        ...(pageAt === undefined ? {} : { ifNoneMatch: tag }),
        compressed: true,
        expected: [200, 304],
        reads: false,
      };
      pageAt = seconds;
    }
    if (!hasAssets) {
      const paths = hasStyle ? assets.filter((path) => path !== siteStyle) : assets;
      yield { kind: 'load', name: 'asset', paths };
      [hasStyle, hasAssets] = [true, true];
    }
    yield { kind: 'load', name: 'inventory', paths: ['/inventory/v1/properties'] };
    yield { kind: 'load', name: 'visit', paths: ['/content/v1/visit'] };
  };
}

/** An ordinary day of visitors whose browsers load what pages are made of. */
export const browsingDay: Behavior = { ...ordinaryDay, browser: browserOf };
