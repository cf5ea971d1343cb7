import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { reasonOf } from '../../core/errors.ts';
import type { Instance } from '../../core/topology.ts';
import { withRole } from '../../core/with-role.ts';
import type { Target } from '../../targets/target.ts';
import { type DrillKind, type DrillProbe, instancesOf, type Situation } from './drill.ts';
import { allHealthy, siteAnswers } from './hypotheses.ts';
import { ask, quoteFor, wishesOf } from './site.ts';

const patienceSeconds = 10;
const replacedSeconds = 60;

const withId = z.object({ id: z.string() });
const visitSchema = z.object({
  lastSearch: z.object({ arrival: z.string() }).optional(),
  basket: z.array(z.string()).optional(),
});
const tokenSchema = z.object({ access_token: z.string() });
const staffSchema = z.object({
  tenants: z.array(
    z.object({
      id: z.string(),
      staff: z.object({ users: z.array(z.object({ username: z.string(), password: z.string() })) }),
    }),
  ),
});

/** What a visitor and the reception were told at one task. */
interface Visit {
  readonly task: Instance;
  readonly cookie: string;
  readonly arrival: string;
  readonly quote: string;
  readonly desk: string;
  readonly token: string;
}

/** A session goes from task to task, and outlives the one that began it. */
export const stateless: DrillKind = {
  brief: 'one session goes over all tasks, and the task that began it is killed',
  ways: ['kill'],
  build: (how) => {
    let visit: Visit | undefined;
    const everywhere: DrillProbe = {
      name: 'every task knows basket, last search, quote and account',
      look: async (situation) => {
        if (visit === undefined) throw new Error('no visit has begun');
        return known(situation, visit);
      },
    };
    return {
      name: 'stateless',
      how,
      title: 'No task keeps anything that another would need',
      description:
        'A visitor and the reception begin at one task and go to each by its own address. That task is killed, and they go round again.',
      needs: ['kill'],
      hypothesis: {
        title: 'Every task answers by its own address',
        probes: [siteAnswers, allHealthy('task'), eachAnswers],
      },
      method: [
        {
          type: 'probe',
          name: 'a visit begins at one task, and the reception signs in there',
          withinSeconds: patienceSeconds,
          look: async (situation) => {
            visit = await begun(situation);
            return { isMet: true, output: visit.task.id };
          },
        },
        { ...everywhere, type: 'probe', withinSeconds: patienceSeconds },
        {
          type: 'action',
          name: 'kill the task where it began',
          action: async ({ victims }) => {
            if (visit === undefined) return undefined;
            victims.push(visit.task);
            return { name: 'kill', given: { part: visit.task.id } };
          },
        },
        {
          type: 'probe',
          name: 'another takes its place',
          withinSeconds: replacedSeconds,
          look: async (situation) => {
            const { isMet, output } = await allHealthy('task').look(situation);
            const isLeft = withRole(await instancesOf(situation), 'task').some(
              ({ id, pid }) => id === visit?.task.id && pid === visit.task.pid,
            );
            return { isMet: isMet && !isLeft, output };
          },
        },
        { ...everywhere, type: 'probe', withinSeconds: patienceSeconds },
      ],
      stopConditions: [],
      settled: [allHealthy('task')],
      auditsWrites: false,
    };
  },
};

const eachAnswers: DrillProbe = {
  name: 'two tasks at least answer by their own addresses',
  look: async (situation) => {
    const tasks = withRole(await instancesOf(situation), 'task');
    const answers = await Promise.all(
      tasks.map((task) => ask(situation.target, 'health/ready', at(task))),
    );
    const ready = answers.filter(({ status }) => status === 200).length;
    return { isMet: ready === tasks.length && ready > 1, output: `${ready} of ${tasks.length}` };
  },
};

function at({ address }: Instance) {
  return { baseUrl: `http://${address}` };
}

/** @throws where something is not answered as it should be */
async function begun(situation: Situation): Promise<Visit> {
  const { target } = situation;
  const [task] = withRole(await instancesOf(situation), 'task');
  const [wish] = await wishesOf(target);
  if (task === undefined || wish === undefined) throw new Error('there is nothing to visit');
  const { property, arrival, departure } = wish;
  const { cookie } = await ask(target, 'content/v1/visit', at(task));
  const stay = { property, arrival, departure, adults: '2', children: '0' };
  const search = `availability/v1/offers?${new URLSearchParams(stay).toString()}`;
  await ask(target, search, { ...at(task), headers: { cookie } });
  const sent = quoteFor(wish);
  const quote = await ask(target, 'booking/v1/quotes', { ...at(task), headers: { cookie }, sent });
  const signedIn = await ask(target, 'oauth/token', { ...at(task), sent: await accountOf(target) });
  return {
    task,
    cookie,
    arrival,
    quote: withId.parse(quote.body).id,
    desk: `booking/v1/desk?${new URLSearchParams({ property, date: arrival }).toString()}`,
    token: tokenSchema.parse(signedIn.body).access_token,
  };
}

async function accountOf({ staffFile, tenants }: Target): Promise<URLSearchParams> {
  if (staffFile === undefined) throw new Error('it is not known who may sign in');
  const file = staffSchema.parse(JSON.parse(await readFile(staffFile, 'utf8')));
  const user = file.tenants.find(({ id }) => id === tenants[0]?.id)?.staff.users[0];
  if (user === undefined) throw new Error('nobody may sign in');
  return new URLSearchParams({ grant_type: 'password', ...user });
}

async function known(situation: Situation, visit: Visit) {
  const tasks = withRole(await instancesOf(situation), 'task');
  const wrong = await Promise.all(
    tasks.map(async (task) => {
      try {
        const lacks = await lacking(situation.target, task, visit);
        return lacks.length === 0 ? [] : [`${task.id} knows nothing of the ${lacks.join(', ')}`];
      } catch (error) {
        return [`${task.id}: ${reasonOf(error)}`];
      }
    }),
  );
  return {
    isMet: tasks.length > 1 && wrong.flat().length === 0,
    output: wrong.flat().join('; ') || `${tasks.length} tasks`,
  };
}

async function lacking(target: Target, task: Instance, visit: Visit): Promise<string[]> {
  const { cookie, arrival, quote, desk, token } = visit;
  const [seen, quoted, atDesk] = await Promise.all([
    ask(target, 'content/v1/visit', { ...at(task), headers: { cookie } }),
    ask(target, `booking/v1/quotes/${quote}`, { ...at(task), headers: { cookie } }),
    ask(target, desk, { ...at(task), headers: { authorization: `Bearer ${token}` } }),
  ]);
  const { basket = [], lastSearch } = visitSchema.parse(seen.body);
  const facts: readonly (readonly [string, boolean])[] = [
    ['basket', basket.includes(quote)],
    ['last search', lastSearch?.arrival === arrival],
    ['quote', quoted.status === 200],
    ['account', atDesk.status === 200],
  ];
  return facts.flatMap(([fact, isKnown]) => (isKnown ? [] : [fact]));
}
