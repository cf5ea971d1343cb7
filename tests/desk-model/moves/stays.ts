// @module-tag needs/mariadb
import * as fc from 'fast-check';
import { addDays } from '../../../system-under-test/pms/domain/civil-date.ts';
import { reservationSchema } from '../../../system-under-test/pms/staff/reservations/view.ts';
import type { Case } from '../oracle.ts';
import type { Move, Table } from '../table.ts';
import { aim, sought, units, which } from '../units.ts';

type Action = 'confirm' | 'cancel' | 'checkin' | 'checkout' | 'no-show';

/** Whom a step is for. */
const isFor: Readonly<Record<Action, (found: Case) => boolean>> = {
  confirm: ({ stay }) => stay.status === 'option',
  cancel: ({ stay }) => stay.status === 'option' || stay.status === 'confirmed',
  checkin: ({ stay, moment }) => stay.status === 'confirmed' && stay.arrival <= moment.today,
  checkout: ({ stay }) => stay.status === 'checkedIn',
  'no-show': ({ stay, moment }) => stay.status === 'confirmed' && stay.arrival < moment.today,
};

/** A step of one stay, whether it is legal or not. */
export async function takeStep(table: Table, action: Action, found: Case): Promise<void> {
  const told = [action, structuredClone(found)] as const;
  const path = `/booking/v1/reservation-actions/${found.stay.id}/${action}`;
  const legal = table.model[action](found);
  await table.send({ method: 'PUT', path }, { legal }, told);
}

const act = (action: Action): fc.Arbitrary<Move> =>
  fc.record({ aim, which }).map((step): Move => ({
    told: [action, step],
    play: async (table) => {
      const found = table.stayAt(step.which, sought(step.aim, isFor[action]));
      if (found !== undefined) await takeStep(table, action, found);
    },
  }));

/** A step of everybody whom it is for. */
const ofAll = (action: Action): fc.Arbitrary<Move> =>
  fc.constant({
    told: [action, 'all'],
    play: async (table) => {
      for (const found of table.allStays().filter(isFor[action]))
        await takeStep(table, action, found);
    },
  });

/** Another unit, other dates, other persons; some saw the reservation as it was before. */
const move = fc
  .record({
    unit: fc.option(fc.constantFrom(...units), { nil: undefined }),
    from: fc.option(fc.integer({ min: -1, max: 3 }), { nil: undefined }),
    nights: fc.constantFrom(1, 1, 2, 3),
    adults: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    isStale: fc.constantFrom(true, false, false, false),
    aim,
    which,
  })
  .map((step): Move => ({
    told: ['move', step],
    play: async (table) => {
      const found = table.stayAt(step.which, sought(step.aim, isFor.cancel));
      if (found === undefined) return;
      const { stay, moment } = found;
      const arrival = step.from === undefined ? stay.arrival : addDays(moment.today, step.from);
      const { unit = stay.unit, adults = stay.adults } = step;
      const to = { unit, arrival, departure: addDays(arrival, step.nights), adults };
      const version = step.isStale ? stay.version + 1 : stay.version;
      const name = step.isStale ? 'move by an old version' : 'move';
      const told = [name, to, structuredClone(found)] as const;
      const isCurrent = version === stay.version;
      const legal = isCurrent && table.model.mayMove(found, to);
      const path = `/booking/v1/reservations/${stay.id}/stay`;
      const request = { method: 'PUT', path, body: { version, ...to } } as const;
      const refused = isCurrent ? [409, 422] : 409;
      const answer = await table.send(request, { legal, refused }, told);
      if (legal) table.model.move(found, to, reservationSchema.parse(answer).totalCents);
    },
  }));

const guest = {
  givenName: 'Person 1',
  surname: 'Guest 0001',
  sex: 'F',
  birthDate: '1985-02-01',
  birthState: '100000100',
  citizenship: '100000100',
};

const register = fc.record({ guests: fc.integer({ min: 1, max: 5 }), which }).map((step): Move => ({
  told: ['register', step],
  play: async (table) => {
    const found = table.stayAt(step.which);
    if (found === undefined) return;
    const told = ['register', step, structuredClone(found)] as const;
    const path = `/booking/v1/reservations/${found.stay.id}/guests`;
    const body = { guests: Array.from({ length: step.guests }, () => guest) };
    const legal = table.model.register(found, step.guests);
    await table.send({ method: 'PUT', path, body }, { legal, refused: 422 }, told);
  },
}));

export const stayMoves = [
  { weight: 3, arbitrary: act('confirm') },
  { weight: 4, arbitrary: act('cancel') },
  { weight: 2, arbitrary: act('checkin') },
  { weight: 4, arbitrary: act('checkout') },
  { weight: 3, arbitrary: act('no-show') },
  // Everybody who is expected comes; whoever was expected before does not come any more.
  { weight: 5, arbitrary: ofAll('checkin') },
  { weight: 3, arbitrary: ofAll('no-show') },
  { weight: 7, arbitrary: move },
  { weight: 3, arbitrary: register },
];
