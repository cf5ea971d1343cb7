import { headRoles, italy, type Party, type RegisteredGuest, roleAt } from './guest-record.ts';

const digits = /^\d{9}$/;

/** Every reason why a party may not be reported yet, one sentence each; none when it may. */
export function missingData(party: Party): readonly string[] {
  if (party.guests.length === 0) return [`${party.name}: no guest is registered.`];
  return party.guests.flatMap((guest, position) =>
    missingOf(guest, (headRoles as readonly string[]).includes(roleAt(party, position))).map(
      (what) => `${party.name}, guest ${position + 1}: ${what}.`,
    ),
  );
}

function missingOf(guest: RegisteredGuest, isHead: boolean): string[] {
  const missing: string[] = [];
  const demand = (holds: boolean, what: string): void => {
    if (!holds) missing.push(what);
  };
  demand(guest.surname.trim() !== '', 'the surname is missing');
  demand(guest.givenName.trim() !== '', 'the given name is missing');
  demand(guest.sex !== null, 'the sex is missing');
  demand(guest.birthDate !== null, 'the date of birth is missing');
  demand(
    digits.test(guest.birthState ?? ''),
    'the state of birth is missing or not a nine-digit code',
  );
  demand(
    digits.test(guest.citizenship ?? ''),
    'the citizenship is missing or not a nine-digit code',
  );
  if (guest.birthState === italy) {
    demand(
      digits.test(guest.birthComune ?? ''),
      'the comune of birth is missing or not a nine-digit code',
    );
    demand(
      /^[A-Z]{2}$/.test(guest.birthProvince ?? ''),
      'the province of birth is missing or not two letters',
    );
  }
  if (isHead) {
    demand(
      /^[A-Z]{5}$/.test(guest.documentType ?? ''),
      'the document type is missing or not a five-letter code',
    );
    demand((guest.documentNumber ?? '').trim() !== '', 'the document number is missing');
    demand(
      digits.test(guest.documentPlace ?? ''),
      'the place of issue is missing or not a nine-digit code',
    );
  }
  return missing;
}
