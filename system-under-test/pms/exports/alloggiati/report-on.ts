import { addDays, type CivilDate, nightCount } from '../../domain/civil-date.ts';
import type { Party } from '../guest-record.ts';
import { longestStay } from './layout.ts';

/**
 * What is reported of a party on a day, at most once: its arrival, and, since a report covers 30 nights, every 30 nights
 * later as long as it stays, the nights that are left.
 */
export function reportOn(party: Party, day: CivilDate): readonly Party[] {
  const stayed = nightCount(party.arrival, day);
  if (stayed < 0 || stayed >= party.nights || stayed % longestStay !== 0) return [];
  return [{ ...party, arrival: addDays(party.arrival, stayed), nights: party.nights - stayed }];
}
