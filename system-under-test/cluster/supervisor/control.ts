import { createServer } from 'node:http';
import { once } from 'node:events';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { ClusterState } from '../state.ts';

interface Controls {
  readonly state: () => ClusterState;
  /** Asks for the end of the cluster; returns before it comes. */
  readonly stop: (reason: string) => void;
}

/** What can be asked of a running cluster, over a socket in its folder. */
export async function startControl(path: string, controls: Controls): Promise<void> {
  const app = new Hono();
  app.get('/state', (context) => context.json(controls.state()));
  app.post('/down', (context) => {
    controls.stop('asked to');
    return context.json({ stopping: true }, 202);
  });
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  server.listen(path);
  await once(server, 'listening');
}
