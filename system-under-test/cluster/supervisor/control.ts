import { createServer } from 'node:http';
import { once } from 'node:events';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { reasonOf } from '../../../core/errors.ts';
import type { ClusterState, PartChanges } from '../state.ts';
import type { Act } from './actions.ts';

interface Controls {
  readonly state: () => ClusterState;
  /** The parts, and what became of them after the step of this number. */
  readonly changes: (after: number) => PartChanges;
  /** Does something to the cluster, by name. */
  readonly act: Act;
  /** Asks for the end of the cluster; returns before it comes. */
  readonly stop: (reason: string) => void;
}

/** What can be asked of a running cluster, over a socket in its folder. */
export async function startControl(path: string, controls: Controls): Promise<void> {
  const app = new Hono();
  app.get('/state', (context) => context.json(controls.state()));
  app.get('/changes', (context) => {
    const after = Number(context.req.query('after') ?? 0);
    return context.json(controls.changes(Number.isSafeInteger(after) ? after : 0));
  });
  app.post('/down', (context) => {
    controls.stop('asked to');
    return context.json({ stopping: true }, 202);
  });
  app.post('/actions/:name', async (context) => {
    try {
      await controls.act(context.req.param('name'), context.req.query());
      return context.json({ done: true });
    } catch (error) {
      return context.json({ done: false, reason: reasonOf(error) }, 409);
    }
  });
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  server.listen(path);
  await once(server, 'listening');
}
