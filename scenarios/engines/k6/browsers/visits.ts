/** What a line of the browsers' script begins with that tells how a visit ended; the rest is JSON. */
export const visitPrefix = 'bilancia-browser-visit ';

/** Seconds from the start of a browser's visit to that of its next one; it takes about two thirds of that. */
export const visitEverySeconds = 15;
