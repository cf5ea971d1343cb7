import http from 'k6/http';
import type { FrontEnd } from '../visitors/catalogue.ts';
import { bookingPagePath, frontEndOf, stylesIn } from '../visitors/front-end.ts';
import { acceptedEncodings } from './play.ts';

/** Reads the booking page and its styles once, before the load. */
export function readFrontEnd(baseUrl: string, host: string): FrontEnd {
  const read = (address: string): { address: string; text: string; tag: string | undefined } => {
    const response = http.get(baseUrl + address, {
      headers: { Host: host, 'Accept-Encoding': acceptedEncodings },
      tags: { name: 'booking-page' },
      responseType: 'text',
    });
    if (response.status !== 200)
      throw new Error(
        `The front end cannot be read: ${baseUrl}${address} answered ${response.status} ${response.error}`,
      );
    return { address, text: response.body, tag: response.headers['Etag'] };
  };
  const page = read(bookingPagePath);
  return frontEndOf(page, stylesIn(page.text).map(read));
}
