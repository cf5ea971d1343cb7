import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { knownError } from '../core/errors.ts';
import { seededRandom } from '../core/seeded-random.ts';
import { type Analysis, analyze } from '../reports/balance/analyze.ts';
import { readSources } from '../reports/balance/sources/read-sources.ts';
import { planners } from '../reports/balance/testing/plans.ts';
import {
  intact,
  simulatedService,
  taskName,
} from '../reports/balance/testing/simulated-service.ts';
import { percent } from '../reports/words/figures.ts';
import type { Bench } from './bench.ts';
import { positive } from './measure.ts';

/** What is known of a service whose cause was planted. */
const label = z.object({
  cause: z.string(),
  variant: z.string(),
  difficulty: z.enum(['normal', 'hard']),
  guiltyTasks: z.array(z.string()),
});
type Label = z.infer<typeof label>;

/** One service: what was planted, and what was said. */
interface Case {
  readonly name: string;
  readonly label: Label;
  readonly analysis: Analysis;
}

/** Causes whose tasks are asked for; the others sit on a revision, on whatever is young, or on none. */
const ofTasks = new Set(['frozen', 'slow-host', 'sticky', 'zone-skew', 'deployment']);

/**
 * How many causes are named, on services whose cause is known: `causes FOLDER` reads a folder of events, counts and labels
 * (`NAME.label.json`); `causes --fresh 50 --seed 1` simulates so many of every kind.
 */
export const causes: Bench = async (args, print) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      fresh: { type: 'string' },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string' },
    },
  });
  const [folder] = positionals;
  const minutes = values.minutes === undefined ? undefined : positive('--minutes', values.minutes);
  if (folder !== undefined) score(await labelled(folder), print);
  else {
    const each = positive('--fresh', values.fresh ?? '20');
    score(fresh(each, positive('--seed', values.seed), minutes), print);
  }
};

async function labelled(folder: string): Promise<Case[]> {
  const { services } = await readSources([folder]);
  if (services.length === 0) {
    const expected = 'services as events, counts, tasks and labels';
    throw knownError('unreadable-file', {
      what: 'Folder',
      path: folder,
      reason: 'it has no events',
      expected,
    });
  }
  const cases: Case[] = [];
  for (const service of services.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const text = await readFile(join(folder, `${service.name}.label.json`), 'utf8');
    cases.push({
      name: service.name,
      label: label.parse(JSON.parse(text)),
      analysis: analyze(service),
    });
  }
  return cases;
}

/** Every fifth service has missing and repeated events. */
const damaged = { missing: 0.06, twice: 0.05 };

function* fresh(each: number, seed: number, minutes: number | undefined): Generator<Case> {
  for (const [kind, [name, planner]] of Object.entries(planners).entries())
    for (const isHard of [false, true])
      for (let n = 0; n < each; n += 1) {
        const own = seed * 1_000_003 + kind * 20_011 + (isHard ? 10_007 : 0) + n;
        const drawn = planner(seededRandom(own), isHard);
        if (isHard && drawn.cause === 'none') break;
        const plan = minutes === undefined ? drawn : { ...drawn, minutes };
        const { cause, variant } = plan;
        yield {
          name: `${name} ${own}`,
          label: {
            cause,
            variant,
            difficulty: isHard ? 'hard' : 'normal',
            guiltyTasks: plan.guilty.map(taskName),
          },
          analysis: analyze(simulatedService(plan, own, n % 5 === 4 ? damaged : intact)),
        };
      }
}

function score(cases: Iterable<Case>, print: (line: string) => void): void {
  const tally = new Map<string, number>();
  const add = (key: string, by = 1): void => void tally.set(key, (tally.get(key) ?? 0) + by);
  const of = (key: string): number => tally.get(key) ?? 0;
  for (const { name, label: planted, analysis } of cases) {
    add('services');
    const [first] = analysis.causes;
    const said = analysis.isDefined ? (first?.kind ?? 'none') : 'undefined';
    const isRight = said === planted.cause;
    const isReal = planted.cause !== 'none' && planted.cause !== 'undefined';
    const group = isReal ? planted.difficulty : 'chance';
    add(group);
    if (isRight) add(`${group} right`);
    else
      print(
        `${name} (${planted.difficulty}): ${planted.cause}, ${planted.variant}; said ${said}${first === undefined ? '' : `: ${first.evidence.join('; ')}`}`,
      );
    if (!isRight || first === undefined || planted.guiltyTasks.length === 0 || !ofTasks.has(said))
      continue;
    add('guilty');
    const isSame = first.units.toSorted().join(' ') === planted.guiltyTasks.toSorted().join(' ');
    if (isSame) add('guilty right');
    else
      print(
        `${name}: guilty are ${planted.guiltyTasks.join(', ')}; said ${first.units.join(', ')}`,
      );
  }
  const share = (part: string, whole: string): string =>
    `${of(part)} of ${of(whole)}${of(whole) > 0 ? ` (${percent(Math.round((of(part) / of(whole)) * 1000) / 1000)})` : ''}`;
  print(`services: ${of('services')}`);
  print(`causes named, normal difficulty: ${share('normal right', 'normal')}`);
  print(`causes named, hard: ${share('hard right', 'hard')}`);
  print(`guilty tasks right: ${share('guilty right', 'guilty')}`);
  const flagged = of('chance') - of('chance right');
  print(`flagged without a cause: ${flagged} of ${of('chance')}`);
}
