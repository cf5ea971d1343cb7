/** One establishment's days for the statistics office (ISTAT, through ROSS1000). Dates are `YYYY-MM-DD`. */
export interface Movements {
  /** The establishment's code in the register. */
  readonly code: string;
  /** Name of the software that writes. */
  readonly product: string;
  readonly days: readonly MovementDay[];
}

export interface MovementDay {
  readonly date: string;
  readonly open: boolean;
  readonly unitsOccupied: number;
  readonly unitsAvailable: number;
  readonly bedsAvailable: number;
  readonly arrivals: readonly Arrival[];
  readonly departures: readonly Departure[];
}

export interface Arrival {
  /** Tells the person apart from all others, at arrival and at departure. */
  readonly id: string;
  /** 16 to 20, as in the police's register. */
  readonly role: string;
  /** The head's `id`; empty for heads and single guests. */
  readonly headId: string;
  readonly sex: 'M' | 'F';
  readonly citizenship: string;
  readonly birthDate: string;
  readonly birthState: string;
  /** Empty for people born abroad. */
  readonly birthComune: string;
}

export interface Departure {
  readonly id: string;
  readonly role: string;
  /** The day the person came. */
  readonly arrival: string;
}
