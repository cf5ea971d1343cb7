// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestTask } from '../../testing/fixture.ts';
import { until } from '../../testing/until.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.stop());

interface Subscriber {
  readonly status: number;
  readonly ids: () => number[];
  readonly text: () => string;
  readonly ended: () => boolean;
  readonly leave: () => void;
}

async function subscribe(
  query: string,
  headers: Record<string, string> = {},
  url = desk.task.url,
): Promise<Subscriber> {
  const stop = new AbortController();
  const response = await fetch(`${url}/.well-known/mercure?${query}`, {
    headers: { 'x-tenant': 'riviera', ...headers },
    signal: stop.signal,
  });
  let text = '';
  let ended = false;
  const read = async (): Promise<void> => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString('utf8');
  };
  read().then(
    () => (ended = true),
    () => (ended = true),
  );
  return {
    status: response.status,
    ids: () => [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1])),
    text: () => text,
    ended: () => ended,
    leave: () => stop.abort(),
  };
}

/** Public events of a property that the database holds, as ids. */
async function idsOf(property: string): Promise<number[]> {
  const rows = await desk.rows('SELECT id FROM pms_riviera.outbox WHERE topic = ? ORDER BY id', [
    `availability/${property}`,
  ]);
  return rows.map(({ id }) => Number(id));
}

const bookAndCancel = async (unitGroup: string, day: number): Promise<void> => {
  const stay = await desk.book({
    unitGroup,
    arrival: `2027-08-${day}`,
    departure: `2027-08-${day + 3}`,
  });
  await desk.ask('PUT', `/booking/v1/reservation-actions/${stay.reservationId}/cancel`);
};

describe('the event stream', () => {
  it('tells of bookings and cancellations as they happen, of the topics asked for only', async () => {
    const one = await subscribe('topic=availability/RIV1');
    const all = await subscribe('topic=availability/{property}');
    await until('both streams to stand', () => one.text() !== '' && all.text() !== '');
    await bookAndCancel('RIV1-PS', 22);
    await bookAndCancel('RIV2-PS', 22);
    await until('four events', () => all.ids().length === 4);
    await until('two of them', () => one.ids().length === 2);
    expect(one.ids()).toEqual(await idsOf('RIV1'));
    expect(one.text()).toMatch(
      /data: \{"unitGroup":"RIV1-PS","unit":"RIV1-A\d+","nights":\["2027-08-22",.*\],"free":true\}\n/,
    );
    one.leave();
    all.leave();
  });

  it('resumes after the last event a client saw, without loss or repetition', async () => {
    const before = await idsOf('RIV1');
    const [seen = 0] = before;
    await bookAndCancel('RIV1-PC', 22);
    const resumed = await subscribe('topic=availability/RIV1', { 'last-event-id': String(seen) });
    const everything = await subscribe('topic=*&lastEventID=earliest');
    await bookAndCancel('RIV1-PC', 22);
    const expected = (await idsOf('RIV1')).filter((id) => id > seen);
    await until('the missed and the new events', () => resumed.ids().length === expected.length);
    expect(resumed.ids()).toEqual(expected);
    await until('all events', () => everything.ids().at(-1) === expected.at(-1));
    const open = [...(await idsOf('RIV1')), ...(await idsOf('RIV2'))].toSorted((a, b) => a - b);
    expect(everything.ids()).toEqual(open);
    resumed.leave();
    everything.leave();
  });

  it('never shows what is not for the public, nor another tenant', async () => {
    const stay = await desk.book();
    await desk.ask('POST', `/finance/v1/folios/${stay.folioId}/payments`, {
      action: 'capture',
      cents: 1,
    });
    const all = await subscribe('topic=*&lastEventID=earliest');
    const fiscal = await subscribe(`topic=fiscal/${stay.folioId}&lastEventID=earliest`);
    const other = await subscribe('topic=*&lastEventID=earliest', { 'x-tenant': 'dolomiti' });
    await until(
      'the events',
      () => all.ids().length > 0 && fiscal.text() !== '' && other.text() !== '',
    );
    const open = [...(await idsOf('RIV1')), ...(await idsOf('RIV2'))].toSorted((a, b) => a - b);
    await until('all events', () => all.ids().at(-1) === open.at(-1));
    expect(all.text()).not.toContain('capture');
    expect(fiscal.ids()).toEqual([]);
    expect(other.ids()).toEqual([]);
    for (const subscriber of [all, fiscal, other]) subscriber.leave();
  });

  it.each([
    ['', /^query\.topic: /],
    [
      'topic=*&lastEventID=yesterday',
      /^query\.lastEventID: must be an id of an event, or earliest$/,
    ],
  ])('is refused for "%s"', async (query, detail) => {
    const refused = await subscribe(query);
    await until('the problem', refused.ended);
    expect(refused.status).toBe(422);
    expect(JSON.parse(refused.text()).detail).toMatch(detail);
  });

  it('ends when the task drains, and another task resumes it', async () => {
    const task = await startTestTask(desk.databases.configuration);
    const first = await subscribe('topic=*', {}, task.url);
    await until('the stream to stand', () => first.text() !== '');
    await bookAndCancel('RIV1-PS', 22);
    await until('two events', () => first.ids().length === 2);
    await task.stop();
    await until('the end of the stream', first.ended);
    await bookAndCancel('RIV1-PS', 22);
    const second = await subscribe('topic=*', { 'last-event-id': String(first.ids().at(-1)) });
    await until('two more', () => second.ids().length === 2);
    const open = await idsOf('RIV1');
    expect([...first.ids(), ...second.ids()]).toEqual(open.slice(-4));
    second.leave();
  });
});
