import { type Corruption, countNights, seededStay } from '../plant.ts';

/** Counters of nights, capacities and persons that do not fit what they count. */
export const counters: readonly Corruption[] = [
  {
    fault: 'a counter that is one too high',
    plant: () => [
      `UPDATE availability_day SET sold = sold + 1 ORDER BY unit_group_id, night LIMIT 1`,
    ],
    invariant: 'sold-as-counted',
  },
  {
    fault: 'a counter below 0',
    plant: () => [`UPDATE availability_day SET sold = -1 WHERE sold = 0 LIMIT 1`],
    invariant: 'sold-as-counted',
  },
  {
    fault: 'a booking that was counted twice',
    plant: ({ confirmed }) => [countNights(confirmed.reservationId, 1)],
    invariant: 'sold-as-counted',
  },
  {
    fault: 'a capacity that is less than the units',
    plant: () => [`UPDATE availability_day SET capacity = capacity - 1 WHERE sold = 0 LIMIT 1`],
    invariant: 'capacity-as-units',
  },
  {
    fault: 'a unit that is lost, and still on sale',
    plant: () => [
      `DELETE FROM unit WHERE NOT EXISTS (SELECT 1 FROM reservation r WHERE r.unit_id = unit.id AND r.arrival > '2027-09-01') LIMIT 1`,
    ],
    invariant: 'capacity-as-units',
  },
  {
    fault: 'more persons than the unit holds',
    plant: () => [...seededStay, `UPDATE reservation SET children = 12 WHERE id = @reservation`],
    invariant: 'party-fits',
    problem: 'is more persons than its unit holds',
  },
  {
    fault: 'children alone',
    plant: () => [
      ...seededStay,
      `UPDATE reservation SET children = 2, adults = 0 WHERE id = @reservation`,
    ],
    invariant: 'party-fits',
    problem: 'has no adult',
  },
  {
    fault: 'more guests than were booked',
    plant: ({ checkedIn }) => [
      `INSERT INTO guest (booking_id, reservation_id, position, given_name, surname)
       VALUES ('${checkedIn.bookingId}', '${checkedIn.reservationId}', 3, 'Person 3', 'Guest 0001')`,
    ],
    invariant: 'party-fits',
    problem: 'has more guests than were booked',
  },
];
