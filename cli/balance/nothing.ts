import { knownError } from '../../core/errors.ts';
import type { Sources } from '../../reports/balance/sources/read-sources.ts';
import { plural } from '../../reports/words/figures.ts';

/** What to throw where sources tell nothing of tasks. */
export function nothingIn(
  sources: string,
  { unusable, requests }: Pick<Sources, 'unusable' | 'requests'>,
): Error {
  const found =
    requests > 0
      ? `${plural(requests, 'request')} of an access log, which tells nothing of tasks by itself`
      : [...unusable].map(([what, times]) => `${what}: ${times}`).join(', ');
  const reason = `there is no event of a task and no metric of a service in it (${found === '' ? 'it is empty' : found})`;
  const expected =
    'Container Insights performance events or metrics of AWS/ECS, alone or with an access log';
  return knownError('unreadable-file', { what: 'Source', path: sources, reason, expected });
}
