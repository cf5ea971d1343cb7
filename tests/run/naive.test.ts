// @module-tag needs/cluster
// @module-tag needs/k6
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../reports/verdict/schema.ts';
import { resultOf, runOnNewUntilValid, upFull } from './test-cluster.ts';
import type { Ended } from '../cli/run-command-line.ts';

/**
 * A tenth of these wait for the opening and book within a second of it. All units are there: of the few that the small
 * system has, people in house hold most when it opens.
 */
const visitors = '800';
const opening = ['summer-opening', '--visitors', visitors, '--ramp', '3s', '--duration', '5s'];

async function open(mode: 'naive' | 'safe'): Promise<Ended> {
  return runOnNewUntilValid(async () => upFull(mode, '--booking-mode', mode), opening);
}

const of = (verdict: Verdict, name: string): Verdict['invariants'][number] | undefined =>
  verdict.invariants.find((invariant) => invariant.name === name);

describe('the opening day of the summer', () => {
  it('finds and names the nights that a naive system sells twice', async () => {
    const ended = await open('naive');
    const { verdict } = resultOf(ended);
    expect({ status: ended.status, outcome: verdict.outcome }).toEqual({
      status: 1,
      outcome: 'fail',
    });
    const sales = of(verdict, 'no-double-sale');
    const [example] = sales?.examples ?? [];
    expect(example).toEqual({
      tenant: expect.stringMatching(/^(riviera|dolomiti)$/),
      unit: expect.stringMatching(/^[A-Z]\d{3}$/),
      night: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      reservation: expect.stringMatching(/^[0-9a-f-]{36}$/),
      otherReservation: expect.stringMatching(/^[0-9a-f-]{36}$/),
      booking: expect.stringMatching(/^[0-9a-f-]{36}$/),
      otherBooking: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(example?.['booking']).not.toBe(example?.['otherBooking']);
    const { violations = 0, checked = 0 } = sales ?? {};
    expect(verdict.reasons[0]).toBe(
      `no-double-sale is violated: ${violations} violation${violations === 1 ? '' : 's'} among ${checked.toLocaleString('en')} checks, for example ` +
        `tenant ${example?.['tenant']}, unit ${example?.['unit']}, night ${example?.['night']}, ` +
        `reservation ${example?.['reservation']}, other reservation ${example?.['otherReservation']}, ` +
        `booking ${example?.['booking']}, other booking ${example?.['otherBooking']}.`,
    );
  });

  it('finds nothing sold twice by a safe system, and counts refusals apart from errors', async () => {
    const { verdict } = resultOf(await open('safe'));
    expect(verdict.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
    expect(of(verdict, 'no-double-sale')?.checked).toBeGreaterThan(0);
    expect(verdict.load.bookings.refused).toBeGreaterThan(0);
    expect(verdict.load).toMatchObject({ failed: 0 });
  });
});
