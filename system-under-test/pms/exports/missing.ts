import { documentTypes, isComune, isPlaceOfIssue, isProvince, stateCodes } from './tables.ts';
import { headRoles, italy, type Party, type RegisteredGuest, roleAt } from './guest-record.ts';

/** Longer than anybody has lived. */
const oldestYears = 125;

/** Every reason why a party may not be reported yet, one sentence each; none when it may. */
export function missingData(party: Party): readonly string[] {
  if (party.guests.length === 0) return [`${party.name}: no guest is registered.`];
  return party.guests.flatMap((guest, position) =>
    missingOf(
      guest,
      party.arrival,
      (headRoles as readonly string[]).includes(roleAt(party, position)),
    ).map((what) => `${party.name}, guest ${position + 1}: ${what}.`),
  );
}

/** Every reason why a party may not be counted by the statistics yet. */
export function missingForStatistics(party: Party): readonly string[] {
  return party.guests.flatMap(({ residenceState: state, residenceComune: comune }, position) => {
    const guest = `${party.name}, guest ${position + 1}`;
    if (!stateCodes.has(state ?? ''))
      return [`${guest}: the state of residence is missing or not in the table of states.`];
    if (state !== italy || isComune(comune ?? '')) return [];
    return [`${guest}: the comune of residence is missing or in no province.`];
  });
}

function missingOf(guest: RegisteredGuest, arrival: string, isHead: boolean): string[] {
  const missing: string[] = [];
  const demand = (holds: boolean, what: string): void => {
    if (!holds) missing.push(what);
  };
  demand(guest.surname.trim() !== '', 'the surname is missing');
  demand(guest.givenName.trim() !== '', 'the given name is missing');
  demand(guest.sex !== null, 'the sex is missing');
  demand(guest.birthDate !== null, 'the date of birth is missing');
  const { birthDate } = guest;
  if (birthDate !== null)
    demand(
      birthDate <= arrival &&
        Number(birthDate.slice(0, 4)) >= Number(arrival.slice(0, 4)) - oldestYears,
      'the date of birth cannot be',
    );
  demand(
    stateCodes.has(guest.birthState ?? ''),
    'the state of birth is missing or not in the table of states',
  );
  demand(
    stateCodes.has(guest.citizenship ?? ''),
    'the citizenship is missing or not in the table of states',
  );
  if (guest.birthState === italy) {
    demand(isComune(guest.birthComune ?? ''), 'the comune of birth is missing or in no province');
    demand(isProvince(guest.birthProvince ?? ''), 'the province of birth is missing or none');
  }
  if (isHead) {
    demand(
      documentTypes.has(guest.documentType ?? ''),
      'the document type is missing or not in the table of documents',
    );
    demand((guest.documentNumber ?? '').trim() !== '', 'the document number is missing');
    demand(
      isPlaceOfIssue(guest.documentPlace ?? ''),
      'the place of issue is missing or neither a comune nor a state',
    );
  }
  return missing;
}
