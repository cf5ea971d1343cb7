import { countOf, everyOutcome, requestNames } from '../../evidence/request-table.ts';
import { nameInWords } from '../../words/names.ts';
import { appliesTo } from '../request-pattern.ts';
import type { ObjectiveResult } from '../result.ts';
import type { RequestsObjective } from '../schema/requests.ts';
import type { Where } from './kind.ts';

/** What is judged as one, and what to call it. */
export type Group = Pick<ObjectiveResult, 'scope' | 'requests'>;

/**
 * Requests of the load that an objective is for, at any time of the run: name by name, or all as one. One that the phase
 * has none of is there all the same.
 */
export function loadGroups({ evidence, objective }: Where<RequestsObjective>): Group[] {
  const { requests } = evidence;
  const names = requestNames(requests)
    .filter((name) => !requests.outside.has(name) && appliesTo(objective, name))
    .filter((name) => countOf(requests, [name], everyOutcome) > 0);
  return grouped(names, objective.together, 'all requests', nameInWords);
}

/** Names one by one, or all as one under a name of their own. */
export function grouped(
  names: readonly string[],
  together: boolean,
  all: string,
  inWords: (name: string) => string = (name) => name,
): Group[] {
  if (names.length === 0) return [];
  if (together) return [{ scope: all, requests: names }];
  return names.map((name) => ({ scope: inWords(name), requests: [name] }));
}
