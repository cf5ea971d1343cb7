import { type Corruption, freeNight, step } from '../plant.ts';

/** Steps that no reservation may take, and states that no history leads to. */
export const wrongSteps: readonly Corruption[] = [
  {
    fault: 'a step that no reservation may take',
    plant: ({ confirmed: { reservationId } }) => [
      step(reservationId, 'confirmed', 'checkedOut'),
      `UPDATE reservation SET status = 'checkedOut' WHERE id = '${reservationId}'`,
    ],
    invariant: 'legal-transitions',
    problem: 'illegal step',
  },
  {
    fault: 'a step back from the end',
    plant: ({ cancelled: { reservationId } }) => [
      step(reservationId, 'cancelled', 'confirmed'),
      `UPDATE reservation SET status = 'confirmed' WHERE id = '${reservationId}'`,
    ],
    invariant: 'legal-transitions',
    problem: 'illegal step',
  },
  {
    fault: 'a history with a gap',
    plant: ({ checkedOut }) => [
      `DELETE FROM reservation_history WHERE reservation_id = '${checkedOut.reservationId}' AND to_status = 'checkedIn'`,
    ],
    invariant: 'legal-transitions',
    problem: 'gap in the history',
  },
  {
    fault: 'a status that its history does not know',
    plant: ({ confirmed }) => [
      `UPDATE reservation SET status = 'checkedIn' WHERE id = '${confirmed.reservationId}'`,
    ],
    invariant: 'legal-transitions',
    problem: 'status without history',
  },
  {
    fault: 'a cancelled reservation that keeps its nights',
    plant: ({ confirmed: { reservationId } }) => [
      step(reservationId, 'confirmed', 'cancelled'),
      `UPDATE reservation SET status = 'cancelled' WHERE id = '${reservationId}'`,
    ],
    invariant: 'nights-given-back',
  },
  {
    fault: 'a stay that left early and keeps its nights',
    plant: ({ leftEarly: { reservationId, unitId } }) => [
      `INSERT INTO unit_night VALUES ('${unitId}', '2027-07-23', '${reservationId}'), ('${unitId}', '2027-07-24', '${reservationId}')`,
    ],
    invariant: 'nights-held',
    problem: 'holds nights after its check-out',
  },
  {
    fault: 'a reservation that holds a night beyond its departure',
    plant: ({ confirmed: { reservationId, unitId } }) => [
      freeNight(unitId),
      `INSERT INTO unit_night VALUES ('${unitId}', @night, '${reservationId}')`,
    ],
    invariant: 'nights-held',
    problem: 'holds nights that are not its own',
  },
];
