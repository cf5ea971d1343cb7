import { z } from 'zod';
import { reasonOf } from '../../../core/errors.ts';
import type { Dependencies } from '../framework/deps.ts';
import { endpoint, type Module } from '../framework/endpoint.ts';

const health = z.object({
  status: z.enum(['ok', 'draining', 'unready']),
  task: z.string(),
  reason: z.string().optional(),
});

/** `/health/live`: the process runs. `/health/ready`: it may be sent requests. */
export const healthModule: Module = (deps) => [
  endpoint(
    {
      method: 'get',
      path: '/health/live',
      summary: 'Whether the process runs',
      tag: 'operations',
      audience: 'task',
      responses: { 200: { description: 'It does', schema: health } },
    },
    (c) => c.json({ status: 'ok', task: deps.configuration.taskId }),
  ),
  endpoint(
    {
      method: 'get',
      path: '/health/ready',
      summary:
        'Whether the task may be sent requests: not draining, and the writer or a reader answers',
      tag: 'operations',
      audience: 'task',
      responses: {
        200: { description: 'It may', schema: health },
        503: { description: 'It may not', schema: health },
      },
    },
    async (c) => {
      const task = deps.configuration.taskId;
      if (deps.draining.aborted) return c.json({ status: 'draining', task }, 503);
      const reason = await unreadyReason(deps);
      return reason === undefined
        ? c.json({ status: 'ok', task })
        : c.json({ status: 'unready', task, reason }, 503);
    },
  ),
];

/**
 * Why the databases are of no use, each given a second to answer. One of them is of some use: while the writer is away
 * pages go on, and a task that said no would take them down with all the others.
 */
async function unreadyReason(deps: Dependencies): Promise<string | undefined> {
  const { writer, reader } = deps.databases.platform;
  const asked = { writer, reader };
  const reasons = await Promise.all(
    Object.entries(asked).map(async ([role, handle]) => {
      const limit = Promise.withResolvers<never>();
      const timer = setTimeout(() => limit.reject(new Error('no answer within 1 s')), 1000);
      try {
        await Promise.race([handle.rows('SELECT 1'), limit.promise]);
        return undefined;
      } catch (thrown) {
        return `${role}: ${reasonOf(thrown)}`;
      } finally {
        clearTimeout(timer);
      }
    }),
  );
  const failed = reasons.filter((reason) => reason !== undefined);
  return failed.length < reasons.length ? undefined : failed.join('; ');
}
