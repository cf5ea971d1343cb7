// What went wrong, in words for people: the service's own are for programs.

/** @typedef {{ slug?: string, detail?: string, errors?: { path: string, message: string }[] }} Problem */

/** What to do, by what went wrong. */
const remedies = new Map([
  ['unit-taken', 'Somebody was faster: this place has just been taken. Please choose again.'],
  ['no-availability', 'No place of this kind is free on all of these nights.'],
  ['quote-not-open', 'The price is no longer held for you. Please choose again.'],
  ['unknown-quote', 'The price is no longer held for you. Please choose again.'],
  ['idempotency-key-reused', 'Your details have changed. Please choose the place again.'],
  ['busy', 'The booking system is very busy. Please try again in a moment.'],
  ['database-unavailable', 'The booking system has a short break. Please try again in a moment.'],
]);

/** What is asked of each field. */
const demands = new Map([
  ['arrival', 'Please choose a day of arrival.'],
  ['departure', 'The departure must be 1 to 60 days after the arrival.'],
  ['adults', 'There must be 1 to 12 adults.'],
  ['children', 'There can be 0 to 12 children.'],
  ['givenName', 'Please tell us your given name.'],
  ['surname', 'Please tell us your surname.'],
  ['email', 'Please give an e-mail address, such as name@example.com.'],
]);

/**
 * @param {Problem} problem
 * @returns {string}
 */
export function wordsFor({ slug = '', detail, errors = [] }) {
  const remedy = remedies.get(slug);
  if (remedy !== undefined) return remedy;
  const [first] = errors;
  // Rules of the house, such as how many a place is for, are sentences; the rest is said by the field.
  if (first !== undefined && detail === first.message) return first.message;
  const demand = demands.get(first?.path.split('.').at(-1) ?? '');
  if (demand !== undefined) return demand;
  if (slug === 'restricted' && detail !== undefined) return detail;
  return 'Something went wrong on our side. Please try again in a moment.';
}

export const unreachable = 'The booking system cannot be reached. Please try again in a moment.';
