// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problems } from '../problem.ts';
import { type Belongings, belongingsOf, type Change, changes } from '../testing/changes.ts';
import { contentsOf } from '../testing/contents.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { brokenInvariants } from '../testing/invariants.ts';
import { at, placesOf, withAt, wrongFor } from '../testing/spoil.ts';

let desk: Desk;
let token: string;
let ours: Belongings;
let theirs: Belongings;
beforeAll(async () => {
  const clock = { now: () => Date.parse('2027-07-20T08:00:00Z') };
  desk = await openDesk({ sweepSeconds: 3600 }, clock, { units: 80 });
  token = await desk.token('manager');
  ours = await belongingsOf(desk, 'riviera');
  theirs = await belongingsOf(desk, 'dolomiti');
  // A day that comes before is none that may be closed.
  await ask('post', {
    path: '/finance/v1/day-closes',
    body: { property: 'RIV1', day: '2027-07-19' },
  });
});
afterAll(() => desk.stop());

const problem = z.object({
  tenant: z.string(),
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().min(1),
  slug: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type: string | null;
}

async function ask(
  method: string,
  { path, body }: Change,
  key: string = randomUUID(),
): Promise<Answer> {
  const response = await desk.task.request(path, {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const type = response.headers.get('content-type');
  return { status: response.status, text: await response.text(), type };
}

/** What is wrong with a refusal; undefined when nothing is. */
function fault({ status, text, type }: Answer): string | undefined {
  if (status < 400 || status >= 500) return `${status}: ${text}`;
  if (type !== 'application/problem+json') return `${status} as ${type}`;
  const said = problem.safeParse(JSON.parse(text));
  if (!said.success) return `${text}: ${said.error.message}`;
  const known = new Map<string, readonly [number, string]>(Object.entries(problems));
  return known.get(said.data.slug)?.[0] === status ? undefined : `${status} as ${text}`;
}

/** Everything that both tenants have. */
const everything = async () => ({
  ...(await contentsOf(desk, 'pms_riviera')),
  ...(await contentsOf(desk, 'pms_dolomiti')),
});

/** Sends what must not be accepted, and tells what is not problem details for it, and all rows before and after. */
async function sendBad(method: string, bad: readonly Change[]) {
  const before = await everything();
  const faults: unknown[] = [];
  for (const change of bad) {
    const wrong = fault(await ask(method, change));
    if (wrong !== undefined) faults.push({ ...change, wrong });
  }
  return { faults, before, after: await everything() };
}

const date = /^\d{4}-\d\d-\d\d$/;
const lastYear = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
const operationOf = (name: string) =>
  desk.task.app.endpoints.find(({ operation: { method, path } }) => `${method} ${path}` === name)
    ?.operation;

describe('what changes something', () => {
  it('is in the table of changes, all of it but the sign-in, which has the errors of its own standard', () => {
    const all = desk.task.app.endpoints
      .map(({ operation: { method, path } }) => `${method} ${path}`)
      .filter((name) => !name.startsWith('get ') && name !== 'post /oauth/token');
    expect([...changes.keys()].toSorted()).toEqual(all.toSorted());
  });
});

describe.each([...changes])('%s', (name, changeOf) => {
  const [method = ''] = name.split(' ');

  it('refuses wrong types at every place, and a body without what it needs', async () => {
    const { path, body } = changeOf(ours);
    const schema = operationOf(name)?.body ?? z.unknown();
    const { required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const bad =
      body === undefined
        ? []
        : [
            ...placesOf(body).flatMap((place) =>
              wrongFor(at(body, place)).map((wrong) => withAt(body, place, wrong)),
            ),
            ...required.map((field) => withAt(body, [field], undefined)),
          ];
    expect(bad.length > 5 || body === undefined).toBe(true);
    const sent = bad.map((wrong) => ({ path, body: z.any().parse(wrong) }));
    const { faults, before, after } = await sendBad(method, sent);
    expect(faults).toEqual([]);
    expect(after).toEqual(before);
  });

  it('refuses days of the year before', async () => {
    const { path, body } = changeOf(ours);
    const days = placesOf(body).filter((place) => {
      const value = at(body, place);
      return typeof value === 'string' && date.test(value) && place.at(-1) !== 'birthDate';
    });
    const past = days.reduce<unknown>(
      (shifted, place) => withAt(shifted, place, lastYear(String(at(body, place)))),
      body,
    );
    const bad =
      days.length === 0 ? [] : [{ path, body: z.record(z.string(), z.unknown()).parse(past) }];
    const { faults, before, after } = await sendBad(method, bad);
    expect(faults).toEqual([]);
    expect(after).toEqual(before);
  });

  it('refuses what belongs to another tenant, or is not there', async () => {
    const { path, body } = changeOf(theirs);
    const strange = path.replace(/[\da-f]{8}-[\da-f-]{27}/, 'è');
    const own = changeOf(ours);
    const others =
      strange === path
        ? []
        : [
            { ...own, path },
            { ...own, path: strange },
          ];
    const bad = [{ path, ...(body === undefined ? {} : { body }) }, ...others];
    const { faults, before, after } = await sendBad(method, bad);
    expect(faults).toEqual([]);
    expect(after).toEqual(before);
  });
});

/** Something else that has a key. */
const another = (): Change => ({
  path: '/inventory/v1/closures',
  body: { unit: ours.freeUnits[5], from: '2027-09-07', to: '2027-09-08', reason: 'Reused' },
});

describe.each([...changes])('%s, twice at the same time', (name, changeOf) => {
  it('does it once where it can be done once only, and answers both', async () => {
    const [method = ''] = name.split(' ');
    const change = changeOf(ours);
    const isKeyed = operationOf(name)?.headers !== undefined;
    const key = randomUUID();
    const [one, other] = await Promise.all([
      ask(method, change, key),
      ask(method, change, isKeyed ? key : randomUUID()),
    ]);
    const answers = [one, other];
    const done = answers.filter(({ status }) => status < 300);
    const refused = answers.filter(({ status }) => status >= 300);
    expect({ answers, done: done.length > 0 }).toMatchObject({ done: true });
    expect(refused.flatMap((answer) => fault(answer) ?? [])).toEqual([]);
    // With a key it is the same answer each time, and the key is good for nothing else.
    const before = await everything();
    const again = isKeyed ? [other, await ask(method, change, key)] : [];
    expect(again).toEqual(again.map(() => one));
    const reused = isKeyed ? [await ask('post', another(), key)] : [];
    expect(reused.map(({ text }) => problem.parse(JSON.parse(text)).slug)).toEqual(
      reused.map(() => 'idempotency-key-reused'),
    );
    expect(await everything()).toEqual(before);
    const isOutdated = name.endsWith('/stay');
    const outdated = [
      { slug: 'reservation-changed', detail: expect.stringContaining('read it again') },
    ];
    expect(isOutdated ? refused.map(({ text }): unknown => JSON.parse(text)) : []).toMatchObject(
      isOutdated ? outdated : [],
    );
    const { admin } = desk.databases;
    expect(await brokenInvariants(admin, 'pms_riviera')).toEqual([]);
  });
});

describe('what is only read', () => {
  it('refuses garbage in every part of its path and query', async () => {
    const bad = desk.task.app.endpoints.flatMap(({ operation: { method, path, query, tag } }) => {
      if (method !== 'get' || tag === 'content' || path.startsWith('/.well-known/')) return [];
      const { properties } = z.toJSONSchema(query ?? z.object({}), {
        io: 'input',
        unrepresentable: 'any',
      });
      const names = Object.keys(properties ?? {});
      if (names.length === 0 && !path.includes('{')) return [];
      const search = names.map((name) => `${name}=%00%C3%A8`).join('&');
      return [{ path: `${path.replaceAll(/\{\w+\}/g, 'è')}?${search}` }];
    });
    expect(bad.length).toBeGreaterThan(10);
    const { faults, before, after } = await sendBad('get', bad);
    expect(faults).toEqual([]);
    expect(after).toEqual(before);
  });
});
