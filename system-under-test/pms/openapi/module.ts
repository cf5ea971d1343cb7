import { z } from 'zod';
import { endpoint, type Endpoint } from '../framework/endpoint.ts';
import { openApiDocument } from './document.ts';

/** `/openapi.json`, which describes `others` and itself. */
export function openApiModule(others: readonly Endpoint[]): readonly Endpoint[] {
  const own = endpoint(
    {
      method: 'get',
      path: '/openapi.json',
      summary: 'This document',
      tag: 'operations',
      audience: 'task',
      responses: {
        200: {
          description: 'OpenAPI 3.1',
          schema: z.object({ openapi: z.literal('3.1.0') }).loose(),
        },
      },
    },
    (c) => c.json(document),
  );
  const document = openApiDocument([...others, own]);
  return [own];
}
