import { html } from 'hono/html';
import type { Dependencies, PmsContext } from '../framework/deps.ts';
import type { Problem, ProblemSlug } from '../problem.ts';
import { type Page, sendPage } from './html/layout.ts';

type Words = readonly [title: string, text: string];

const nothing: Words = [
  'Nothing is here',
  'The address may have been mistyped, or the page moved.',
];
const busy: Words = ['One moment, please', 'The site is very busy. Please try again in a minute.'];

/** What to tell people; programs are told by the status. */
const words: Partial<Readonly<Record<ProblemSlug, Words>>> = {
  'not-found': nothing,
  'unknown-property': [
    'No such campsite',
    'There is no campsite at this address. These there are:',
  ],
  invalid: ['That cannot be looked up', 'A date or a name in the address is not one.'],
  busy,
  'database-unavailable': busy,
};

/** A problem as a page, for those who look at pages. */
export function sendProblemPage(
  c: PmsContext,
  deps: Pick<Dependencies, 'frontEnd'>,
  problem: Problem,
): Promise<Response> {
  const [title, text] = words[problem.slug] ?? [
    'Something went wrong',
    'The page could not be made. Please try again in a minute.',
  ];
  const body = html`<h1>${title}</h1>
    <p>${text}</p>
    <p><a class="button" href="/">See the campsites</a> <a href="/book">Book a stay</a></p>`;
  const page: Page = { title, body };
  return sendPage(c, deps, page, problem.status);
}
