import type { Corruption } from '../plant.ts';

const onOption = (change: string): Corruption['plant'] => {
  return ({ option }) => [`UPDATE reservation SET ${change} WHERE id = '${option.reservationId}'`];
};

/** Options that do not end as they should. */
export const options: readonly Corruption[] = [
  {
    fault: 'an option that never expires',
    plant: onOption('option_expires_at = NULL'),
    invariant: 'options-expire',
    problem: 'is an option that never expires',
  },
  {
    fault: 'an option that expires next year',
    plant: onOption('option_expires_at = option_expires_at + INTERVAL 1 YEAR'),
    invariant: 'options-expire',
    problem: 'is held for longer than 30 days',
  },
  {
    fault: 'an option that expired before it was made',
    plant: onOption('option_expires_at = created_at'),
    invariant: 'options-expire',
    problem: 'expires before it was made',
  },
  {
    fault: 'an option that has expired and was not given back',
    plant: onOption('option_expires_at = NOW(3) - INTERVAL 1 MINUTE'),
    invariant: 'nights-given-back',
  },
  {
    fault: 'a confirmed reservation that expires',
    plant: ({ confirmed }) => [
      `UPDATE reservation SET option_expires_at = NOW(3) + INTERVAL 1 MINUTE WHERE id = '${confirmed.reservationId}'`,
    ],
    invariant: 'options-expire',
    problem: 'expires, and is no option',
  },
  {
    fault: 'an option that was given back too early',
    plant: ({ expired }) => [
      `UPDATE reservation_history SET at = at - INTERVAL 5 SECOND WHERE reservation_id = '${expired.reservationId}' AND to_status = 'expired'`,
    ],
    invariant: 'options-expire',
    problem: 'has expired too early',
  },
];
