/**
 * Share of the ramp in which all have come already: ten thousand new connections and first pages leave queues behind,
 * which tell of the arrival and not of the day.
 */
export const settling = 0.25;
