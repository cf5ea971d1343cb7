import { Agent, request } from 'node:http';
import { pause } from '../../core/pause.ts';
import { type Random, between } from '../../core/seeded-random.ts';
import { logNormalVariate } from '../../core/statistics/distributions/variates.ts';

export interface Load {
  readonly baseUrl: string;
  readonly host: string;
  readonly paths: readonly string[];
  readonly perSecond: number;
  /** Half of the requests come from a few visitors, some of them much busier than others, who keep cookies. */
  readonly hasStickyHalf: boolean;
}

export interface Visits {
  readonly sent: number;
  readonly failed: number;
}

/** Visitors of the sticky half. */
const keepers = 8;

/** Asks for pages at random moments, however long the answers take, until the signal aborts. */
export async function visit(load: Load, random: Random, until: AbortSignal): Promise<Visits> {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  const cookies = Array.from({ length: keepers }, () => ({
    cookie: '',
    rate: logNormalVariate(1, random),
  }));
  const all = cookies.reduce((sum, { rate }) => sum + rate, 0);
  const open: Promise<boolean>[] = [];
  const keeper = (): { cookie: string } | undefined => {
    if (!load.hasStickyHalf || random() < 0.5) return undefined;
    let at = random() * all;
    return cookies.find(({ rate }) => (at -= rate) <= 0);
  };
  let due = performance.now();
  while (!until.aborted) {
    due += (-Math.log(1 - random()) * 1000) / load.perSecond;
    const left = due - performance.now();
    if (left > 1) await pause(left, until);
    // By turns each task would always get the same page.
    const path = load.paths[between(random, 0, load.paths.length - 1)] ?? '/';
    open.push(ask(agent, load, path, keeper()));
  }
  const answers = await Promise.all(open);
  agent.destroy();
  return { sent: answers.length, failed: answers.filter((isGood) => !isGood).length };
}

function ask(
  agent: Agent,
  { baseUrl, host }: Load,
  path: string,
  visitor: { cookie: string } | undefined,
): Promise<boolean> {
  return new Promise((resolve) => {
    const Cookie = visitor?.cookie ?? '';
    const headers = { Host: host, ...(Cookie === '' ? {} : { Cookie }) };
    request(`${baseUrl}${path}`, { agent, headers }, (response) => {
      const set = response.headers['set-cookie']?.find((line) => line.startsWith('AWSALB='));
      if (visitor !== undefined && set !== undefined) [visitor.cookie = ''] = set.split(';');
      response.resume().on('end', () => resolve(response.statusCode === 200));
    })
      .on('error', () => resolve(false))
      .end();
  });
}
