import { setTimeout as delay } from 'node:timers/promises';

import { Hono, type HonoRequest } from 'hono';
import { z } from 'zod';

import { protocols } from './systems.ts';

const control = z.object({
  mode: z.enum(['ok', 'slow', 'dead', 'half-open', 'refusing', 'rejecting']),
  /** Milliseconds before each answer in mode `slow`. */
  delayMs: z.number().int().min(0).max(600_000).default(1000),
});

interface Played {
  behavior: z.infer<typeof control>;
  calls: number;
  /** `tenant/sequence` of every message taken; more than once means delivered more than once. */
  taken: string[];
}

const envelope = z.object({ tenant: z.string(), sequence: z.number() });

/** The oldest are forgotten, so that a long run does not fill the memory. */
const remembered = 10_000;

/**
 * Plays all outside systems: any request below `/{system}/` is one call to it. `PUT /control/{system}` changes how it
 * behaves, `GET /control` counts, `GET /control/{system}/taken` lists the messages taken.
 */
export function outsideStub(): Hono {
  const systems = new Map<string, Played>(
    protocols.map(({ name }) => [
      name,
      { behavior: { mode: 'ok', delayMs: 1000 }, calls: 0, taken: [] },
    ]),
  );
  const stub = new Hono();
  stub.get('/control', (c) =>
    c.json(
      Object.fromEntries(
        [...systems].map(([name, { behavior, calls, taken }]) => [
          name,
          { ...behavior, calls, taken: taken.length },
        ]),
      ),
    ),
  );
  stub.put('/control/:system', async (c) => {
    const system = systems.get(c.req.param('system'));
    if (!system) return c.json({ error: `Known systems: ${[...systems.keys()].join(', ')}.` }, 404);
    const asked = control.safeParse(await jsonOf(c.req));
    if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 422);
    system.behavior = asked.data;
    return c.json(asked.data);
  });
  stub.get('/control/:system/taken', (c) => {
    const system = systems.get(c.req.param('system'));
    return system ? c.json(system.taken) : c.notFound();
  });
  stub.all('/:system/*', async (c) => {
    const system = systems.get(c.req.param('system'));
    if (!system) return c.notFound();
    system.calls += 1;
    const { mode, delayMs } = system.behavior;
    if (mode === 'dead') {
      await never(c.req.raw.signal);
      // Nobody hears it, and what it was told is not taken.
      return c.body(null, 504);
    }
    if (mode === 'half-open') return c.body(beginning(c.req.raw.signal));
    if (mode === 'slow') await delay(delayMs);
    if (mode === 'refusing') return c.json({ error: 'out of order' }, 500);
    if (mode === 'rejecting') return c.json({ error: 'not acceptable here' }, 422);
    const body = envelope.safeParse(await jsonOf(c.req));
    if (!body.success) return c.json({ error: z.prettifyError(body.error) }, 422);
    system.taken.push(`${body.data.tenant}/${body.data.sequence}`);
    if (system.taken.length > remembered) system.taken.shift();
    return c.json({ taken: body.data.sequence });
  });
  return stub;
}

/** The body of a request; undefined when it is no JSON. */
async function jsonOf(request: HonoRequest): Promise<unknown> {
  try {
    return await request.json();
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** An answer that begins and never ends. */
function beginning(hungUp: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"taken":'));
      hungUp.addEventListener('abort', () => controller.error(hungUp.reason), { once: true });
    },
  });
}

/** Waits until the caller hangs up. */
function never(hungUp: AbortSignal): Promise<void> {
  return new Promise((resolve) =>
    hungUp.addEventListener('abort', () => resolve(), { once: true }),
  );
}
