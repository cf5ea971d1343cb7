/** Roles of a guest, as the registers of the Italian authorities number them. */
export const guestRoles = {
  single: '16',
  familyHead: '17',
  groupLeader: '18',
  familyMember: '19',
  groupMember: '20',
} as const;
export type GuestRole = keyof typeof guestRoles;

export const headRoles = [
  'single',
  'familyHead',
  'groupLeader',
] as const satisfies readonly GuestRole[];

/** Code of Italy in the police's table of states. */
export const italy = '100000100';

/** One person, as known to the PMS: absent fields were never asked for. Dates are `YYYY-MM-DD`. */
export interface RegisteredGuest {
  readonly surname: string;
  readonly givenName: string;
  readonly sex: 'M' | 'F' | null;
  readonly birthDate: string | null;
  /** Nine digits; only for people born in Italy. */
  readonly birthComune: string | null;
  /** Two letters; only for people born in Italy. */
  readonly birthProvince: string | null;
  /** Nine digits. */
  readonly birthState: string | null;
  readonly citizenship: string | null;
  /** Asked of heads and single guests only. */
  readonly documentType: string | null;
  readonly documentNumber: string | null;
  readonly documentPlace: string | null;
  /** Where they live: a state, for Italy a municipality too, elsewhere the name of a place if they told it. */
  readonly residenceState: string | null;
  readonly residenceComune: string | null;
  readonly residencePlace: string | null;
  /** Words of ROSS1000, null for those who were not asked. */
  readonly tourismKind: string | null;
  readonly transport: string | null;
}

/** People who came together: the first is the head. */
export interface Party {
  /** What the messages call it, e.g. the booking's reference. */
  readonly name: string;
  readonly kind: 'family' | 'group';
  readonly arrival: string;
  readonly nights: number;
  readonly guests: readonly RegisteredGuest[];
}

/** The role of the guest at `position` (0: the head) of a party. */
export function roleAt(party: Party, position: number): GuestRole {
  if (party.guests.length === 1) return 'single';
  if (party.kind === 'family') return position === 0 ? 'familyHead' : 'familyMember';
  return position === 0 ? 'groupLeader' : 'groupMember';
}
