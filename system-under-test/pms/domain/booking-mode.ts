/** How nights are guarded: `safe` by the database's key, `naive` by a look before the insert, which is no guard. */
export const bookingModes = ['safe', 'naive'] as const;
export type BookingMode = (typeof bookingModes)[number];
