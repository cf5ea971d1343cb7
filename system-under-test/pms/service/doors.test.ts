import { once } from 'node:events';
import { Agent, createServer, get, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { openDoors } from './doors.ts';

const crowd = 120;
const turnMs = 20;

let server: Server;
let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  const closed = Promise.all([once(server, 'close'), close?.()]);
  server.close();
  server.closeAllConnections();
  await closed;
});

/** Turns of an event loop that always has work, until all of a crowd that comes at once are answered. */
async function turnsForAll(open: () => Promise<unknown>): Promise<number> {
  server = createServer((_, response) => response.end('served'));
  await open();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;
  let turns = 0;
  const work = setInterval(() => {
    turns += 1;
    const end = performance.now() + turnMs;
    while (performance.now() < end);
  }, 1);
  const visits = Array.from({ length: crowd }, async () => {
    const [response] = await once(get({ host: '127.0.0.1', port, agent: new Agent() }), 'response');
    response.resume();
    await once(response, 'end');
  });
  await Promise.all(visits);
  clearInterval(work);
  return turns;
}

it('a crowd comes in through many doors in a few turns of a busy event loop', async () => {
  const turns = await turnsForAll(async () => {
    close = await openDoors(server, '127.0.0.1', 0);
  });
  expect(turns).toBeLessThan(crowd / 2);
});

it('and through one in as many turns as there are people', async () => {
  close = undefined;
  const turns = await turnsForAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  expect(turns).toBeGreaterThanOrEqual(crowd - 10);
});
