// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isLostConnection } from '../database/errors.ts';
import { type Desk, openDesk } from '../testing/desk.ts';

let desk: Desk;
const killed = new Set<unknown>();
beforeAll(async () => {
  desk = await openDesk({ lockWaitSeconds: 30 });
});
afterAll(() => desk.stop());

/** Connections of the service with an open transaction that wait for a lock. */
const waiting = () =>
  desk.rows(
    `SELECT trx_mysql_thread_id AS id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'`,
  );

describe('what a driver or a server calls a connection that was lost', () => {
  it.each([
    [
      'killed under a statement, as MariaDB numbers it',
      { errno: 1927, code: 'UNKNOWN_CODE_PLEASE_REPORT' },
    ],
    ['the server is going down', { errno: 1053, code: 'ER_SERVER_SHUTDOWN' }],
    ['idle for too long', { errno: 4031, code: 'ER_CLIENT_INTERACTION_TIMEOUT' }],
    ['a packet that could not be read', { errno: 1158, code: 'ER_NET_READ_ERROR' }],
    ['a statement after the end', { fatal: true }],
  ])('is one: %s', (_what, properties) => {
    expect(isLostConnection(Object.assign(new Error('x'), properties))).toBe(true);
  });

  it('is not a statement that is wrong', () => {
    const wrong = { errno: 1064, code: 'ER_PARSE_ERROR', fatal: true };
    expect(isLostConnection(Object.assign(new Error('x'), wrong))).toBe(false);
  });
});

describe('a connection that is lost inside a transaction', () => {
  it.each([
    ['the reservation', 'reservation', 'KILL CONNECTION'],
    ['the counters', 'availability_day', 'KILL CONNECTION'],
    ['the counters', 'availability_day', 'KILL QUERY'],
  ])('while it waits for %s is 503, and nothing is done (%s, %s)', async (_what, table, kill) => {
    const stay = await desk.book();
    const { admin } = desk.databases;
    await admin.beginTransaction();
    await admin.query(`SELECT * FROM pms_riviera.${table} FOR UPDATE`);
    const answer = desk.ask('PUT', `/booking/v1/reservation-actions/${stay.reservationId}/cancel`);
    try {
      const [row] = await vi.waitFor(
        async () => {
          const found = (await waiting()).filter(({ id }) => !killed.has(id));
          expect(found).toHaveLength(1);
          return found;
        },
        // The server tells of transactions as they were at its last look, of which there is none while it is asked often.
        { timeout: 20_000, interval: 300 },
      );
      killed.add(row?.['id']);
      await admin.query(`${kill} ${String(row?.['id'])}`);
      expect(await answer).toMatchObject({ status: 503 });
    } finally {
      await admin.rollback();
    }
    expect(
      await desk.rows('SELECT status FROM pms_riviera.reservation WHERE id = ?', [
        stay.reservationId,
      ]),
    ).toEqual([{ status: 'confirmed' }]);
  });
});
