import { type VitalLine, busyMachine, p75, pagesOf, vitalsIn } from '../../evidence/web-vitals.ts';
import { percent } from '../../words/figures.ts';
import { samplesInWords, valueInWords } from '../in-words.ts';
import { meets } from '../indicator.ts';
import { fits as fitsPatterns } from '../request-pattern.ts';
import type { ObjectiveResult } from '../result.ts';
import type { WebVitalsObjective } from '../schema/web-vitals.ts';
import { grouped, type Group } from './groups.ts';
import { type Kind, type Where, resultOf } from './kind.ts';

/** Fewest that leave one beyond the 75th percentile. */
const fewest = 4;
const limited = ['lcp', 'inp', 'cls', 'fcp', 'ttfb'] as const;

/** What real browsers measured of pages. */
export const webVitals: Kind<WebVitalsObjective> = {
  noun: 'page',
  names: ({ evidence }) => pagesOf(evidence),
  appliesTo: (objective, name) => fits(objective, name),
  judge: (where) => {
    const { evidence, objective, phase } = where;
    const names = pagesOf(evidence).filter((name) => fits(objective, name));
    const seen = vitalsIn(evidence, [phase.period]);
    return grouped(names, objective.together, 'all pages').flatMap((group) =>
      limited.flatMap((vital) => {
        const limit = objective[vital];
        return limit === undefined ? [] : [judgeVital(where, group, seen, { vital, limit })];
      }),
    );
  },
};

function fits({ webVitals: pages, except }: WebVitalsObjective, name: string): boolean {
  return fitsPatterns(pages, except, [name]);
}

/** A miss on a busy machine is none of the page: the browser measured the machine. What is met is met all the same. */
function judgeVital(
  where: Where<WebVitalsObjective>,
  group: Group,
  seen: readonly VitalLine[],
  { vital, limit }: { readonly vital: VitalLine['vital']; readonly limit: number },
): ObjectiveResult {
  const values = seen
    .filter((line) => line.vital === vital && group.requests.includes(line.page))
    .map(({ value }) => value);
  const value = p75(values);
  const busy = busyMachine(where.evidence, [where.phase.period]);
  const isMet = value !== undefined && meets(value, limit);
  const isDoubtful = !isMet && busy !== undefined;
  const measured = samplesInWords(values.length, 'measurement');
  const told =
    value === undefined || values.length < fewest
      ? `${measured}, at least ${fewest} needed`
      : `${valueInWords(vital, value)} of ${measured}`;
  const doubt = isDoubtful
    ? `; doubtful, as the machine was busy (${percent(busy)}) and a browser then measures that`
    : '';
  return resultOf(where, {
    ...group,
    indicator: vital,
    limit,
    value,
    samples: values.length,
    fewest,
    counted: 'measurement',
    met: values.length < fewest || isDoubtful ? null : isMet,
    observed: `${told}${doubt}`,
  });
}
