/**
 * One establishment's days for the statistics office (ISTAT, through ROSS1000). Dates are `YYYY-MM-DD`.
 *
 * The frame (`movimenti`, `movimento`, `struttura`, `arrivi`, `partenze`, days as `YYYYMMDD`, due by the 5th) is the
 * published one. What an arrival and a departure consist of, how wide a field may be, and which of them a region leaves
 * out, was not checked against a region's text: a file must be tried at the region's own check before it is relied on.
 */
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
  readonly residenceState: string;
  /** A municipality's code in Italy, elsewhere a place's name, which may be empty. */
  readonly residencePlace: string;
  readonly birthDate: string;
  readonly birthState: string;
  /** Empty for people born abroad. */
  readonly birthComune: string;
  /** Words of `words.ts`. */
  readonly tourismKind: string;
  readonly transport: string;
}

export interface Departure {
  readonly id: string;
  readonly role: string;
  /** The day the person came. */
  readonly arrival: string;
}
