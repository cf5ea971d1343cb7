import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  initialStatuses,
  isLegalStep,
  liveStatuses,
  nextStatus,
  reservationActions,
  reservationStatuses,
} from './reservation-status.ts';

const final = ['checkedOut', 'cancelled', 'expired', 'noShow'] as const;

describe('the states of a reservation', () => {
  test.prop([
    fc.constantFrom(...initialStatuses),
    fc.array(fc.constantFrom(...reservationActions), { maxLength: 12 }),
  ])(
    'any sequence of actions leaves a legal history, and nothing follows a final state',
    (first, attempts) => {
      expect(isLegalStep(null, first)).toBe(true);
      let status: (typeof reservationStatuses)[number] = first;
      for (const action of attempts) {
        const next = nextStatus(status, action);
        if (next === undefined) continue;
        expect(final).not.toContain(status);
        expect(isLegalStep(status, next)).toBe(true);
        status = next;
      }
    },
  );

  it('lets nobody be a no-show who has arrived, nor arrive who was never confirmed', () => {
    expect(nextStatus('checkedIn', 'no-show')).toBeUndefined();
    expect(nextStatus('option', 'checkin')).toBeUndefined();
    expect(isLegalStep(null, 'checkedIn')).toBe(false);
    expect(isLegalStep('cancelled', 'confirmed')).toBe(false);
  });

  it('holds nights in every state that is not given up', () => {
    expect(
      reservationStatuses.filter((status) => !(liveStatuses as readonly string[]).includes(status)),
    ).toEqual(['cancelled', 'expired', 'noShow']);
  });
});
