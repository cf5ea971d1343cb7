/** The states of a reservation. The last four are final. */
export const reservationStatuses = [
  'option',
  'confirmed',
  'checkedIn',
  'checkedOut',
  'cancelled',
  'expired',
  'noShow',
] as const;
export type ReservationStatus = (typeof reservationStatuses)[number];

/** How a reservation may begin: held for a while, or confirmed at once. */
export const initialStatuses = [
  'option',
  'confirmed',
] as const satisfies readonly ReservationStatus[];

export const reservationActions = [
  'confirm',
  'cancel',
  'expire',
  'checkin',
  'checkout',
  'no-show',
] as const;
export type ReservationAction = (typeof reservationActions)[number];

/** Every legal step, by the name of what causes it. Only `expire` is taken by the system itself. */
export const transitions = {
  confirm: { from: ['option'], to: 'confirmed' },
  cancel: { from: ['option', 'confirmed'], to: 'cancelled' },
  expire: { from: ['option'], to: 'expired' },
  checkin: { from: ['confirmed'], to: 'checkedIn' },
  checkout: { from: ['checkedIn'], to: 'checkedOut' },
  'no-show': { from: ['confirmed'], to: 'noShow' },
} as const satisfies Record<
  ReservationAction,
  { from: readonly ReservationStatus[]; to: ReservationStatus }
>;

/** Statuses that hold nights; a reservation that was checked out keeps those it slept. */
export const liveStatuses = [
  'option',
  'confirmed',
  'checkedIn',
  'checkedOut',
] as const satisfies readonly ReservationStatus[];

/** Where `action` leads from `status`, or undefined when it is not legal there. */
export function nextStatus(
  status: ReservationStatus,
  action: ReservationAction,
): ReservationStatus | undefined {
  const step = transitions[action];
  return (step.from as readonly ReservationStatus[]).includes(status) ? step.to : undefined;
}

/** Whether a step from `from` (null: newly made) to `to` may stand in a reservation's history. */
export function isLegalStep(from: ReservationStatus | null, to: ReservationStatus): boolean {
  if (from === null) return (initialStatuses as readonly ReservationStatus[]).includes(to);
  return Object.values(transitions).some(
    (step) => step.to === to && (step.from as readonly ReservationStatus[]).includes(from),
  );
}
