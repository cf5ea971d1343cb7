import { seededRandom } from '../core/seeded-random.ts';
import type { Catalogue } from '../scenarios/visitors/catalogue.ts';
import { replyWith } from '../scenarios/visitors/reply.ts';
import type { Reply, RequestStep } from '../scenarios/visitors/steps.ts';
import { hurriedDay, visit } from '../scenarios/visitors/visit.ts';
import { answerOf, siteCatalogue } from './trivial-site.ts';

/** Visits that are recorded: so many have every kind of page in its share. */
const visits = 30;

/** What visitors ask the trivial site for, one after the other. */
export function recordVisits(): RequestStep[] {
  const catalogue: Catalogue = { tenant: 'riviera', ...siteCatalogue };
  return Array.from({ length: visits }, (_, nth) => {
    const asked: RequestStep[] = [];
    const options = {
      random: seededRandom(nth + 1),
      catalogue,
      visitId: `recorded-${nth}`,
      underway: false,
    };
    const one = visit(hurriedDay, options);
    for (let next = one.next(); next.done !== true;) {
      const step = next.value;
      if (step.kind === 'request') asked.push(step);
      next = one.next(step.kind === 'request' ? replyOf(step) : undefined);
    }
    return asked;
  }).flat();
}

function replyOf({ path, method, idempotencyKey }: RequestStep): Reply {
  const [status, body] = answerOf(path, method, idempotencyKey ?? 'q');
  return replyWith(status, { tenant: 'riviera', ...body });
}
