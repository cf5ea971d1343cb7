// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { routerPath } from '../framework/endpoint.ts';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';
import { visitor } from '../testing/visitor.ts';

let databases: TestDatabases;
let task: TestTask;
let document: z.output<typeof documentSchema>;
beforeAll(async () => {
  databases = await startTestDatabases();
  task = await startTestTask(databases.configuration);
  document = documentSchema.parse(await (await task.request('/openapi.json')).json());
});
afterAll(async () => {
  await task.stop();
  await databases.stop();
});

const content = z.record(z.string(), z.object({ schema: z.json().optional() }));
const operationSchema = z.object({
  summary: z.string(),
  tags: z.array(z.string()),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: z.json() }))
    .optional(),
  requestBody: z.object({ required: z.boolean(), content }).optional(),
  responses: z.record(
    z.string(),
    z.object({ description: z.string(), content: content.optional() }),
  ),
});
const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.object({ Problem: z.json() }) }).loose(),
});

/** What the document says about a response to `method path`. */
function described(path: string, method: string, status: number) {
  const responses = document.paths[path]?.[method]?.responses;
  return responses?.[String(status)] ?? responses?.['default'];
}

/** How a response differs from what the document says of it; nothing when it does not. */
async function differences(response: Response, path: string, method = 'get'): Promise<string[]> {
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  const isProblem = type === 'application/problem+json';
  const content = described(path, method, response.status)?.content;
  const media = content?.[type] ?? content?.['*/*'];
  if (!isProblem && media === undefined)
    return [`${method} ${path} answers ${response.status} ${type}`];
  const schema = isProblem ? document.components.schemas.Problem : media?.schema;
  return schema === undefined ? [] : violationsOf(schema, await response.json());
}

/** Checks a value by the JSON schema in the document itself, not by the program's own. */
function violationsOf(schema: z.core.util.JSONType, value: unknown): string[] {
  const compiled = z.fromJSONSchema(z.looseObject({}).parse(schema));
  return (compiled.safeParse(value).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
}

describe('the OpenAPI document', () => {
  it('has every route of the service, and no other', () => {
    const routes = task.app.hono.routes.map(
      ({ method, path }) => `${method.toLowerCase()} ${path}`,
    );
    const written = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${routerPath(path)}`),
    );
    expect(written.toSorted()).toEqual([...new Set(routes)].toSorted());
  });

  it('names every placeholder of every path as a parameter', () => {
    for (const [path, item] of Object.entries(document.paths)) {
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      for (const operation of Object.values(item)) {
        const named = (operation.parameters ?? [])
          .filter((each) => each.in === 'path')
          .map((each) => each.name);
        expect([path, ...named.toSorted()]).toEqual([path, ...placeholders.toSorted()]);
      }
    }
  });

  it.each([
    ['/health/live', '/health/live'],
    ['/health/ready', '/health/ready'],
    ['/metrics', '/metrics'],
    ['/openapi.json', '/openapi.json'],
    ['/inventory/v1/properties', '/inventory/v1/properties'],
    [
      '/availability/v1/offers',
      '/availability/v1/offers?property=RIV1&arrival=2027-09-01&departure=2027-09-08',
    ],
    [
      '/availability/v1/offers',
      '/availability/v1/offers?property=RIV9&arrival=2027-09-01&departure=2027-09-08',
    ],
    [
      '/availability/v1/units',
      '/availability/v1/units?unitGroup=RIV1-PS&arrival=2027-09-01&departure=2027-09-03',
    ],
    ['/availability/v1/units', '/availability/v1/units'],
    ['/', '/'],
    ['/campsites/{code}', '/campsites/RIV2'],
    ['/campsites/{code}/{section}', '/campsites/RIV2/prices'],
    ['/book', '/book'],
    ['/content/v1/visit', '/content/v1/visit'],
    ['/assets/{file}', '/assets/nothing.js'],
    ['/booking/v1/bookings/{id}', '/booking/v1/bookings/00000000-0000-4000-8000-000000000000'],
  ])('tells the truth about %s', async (path, url) => {
    expect(await differences(await task.request(url), path)).toEqual([]);
  });

  it('tells the truth about quotes and bookings', async () => {
    const guest = visitor(task);
    const wish = {
      unitGroup: 'RIV1-PS',
      arrival: '2027-09-01',
      departure: '2027-09-03',
      adults: 2,
      children: 1,
    };
    expect(
      await differences(await guest.send('/booking/v1/quotes', wish), '/booking/v1/quotes', 'post'),
    ).toEqual([]);
    expect(
      await differences(await guest.send('/booking/v1/quotes', {}), '/booking/v1/quotes', 'post'),
    ).toEqual([]);
    const quote = await guest.quote(wish);
    expect(
      await differences(
        await guest.get(`/booking/v1/quotes/${quote.id}`),
        '/booking/v1/quotes/{id}',
      ),
    ).toEqual([]);
    expect(
      await differences(await guest.tryToBook(quote.id), '/booking/v1/bookings', 'post'),
    ).toEqual([]);
    expect(
      await differences(await guest.tryToBook(quote.id), '/booking/v1/bookings', 'post'),
    ).toEqual([]);
  });

  it('would not pass with an answer of another form', () => {
    const schema =
      described('/health/live', 'get', 200)?.content?.['application/json']?.schema ?? {};
    expect(violationsOf(schema, { status: 'splendid' })).toEqual([
      'status: Invalid option: expected one of "ok"|"draining"|"unready"',
      'task: Invalid input: expected string, received undefined',
    ]);
  });
});
