import {
  guestRoles,
  headRoles,
  italy,
  type Party,
  type RegisteredGuest,
  roleAt,
} from '../guest-record.ts';
import { missingData } from '../missing.ts';
import { type Cells, linesPerFile, longestStay, writeLine } from './layout.ts';

export type AlloggiatiExport =
  | { readonly files: readonly string[] }
  /** Sentences that say what is missing; then nothing at all is written. */
  | { readonly missing: readonly string[] };

/**
 * The day's arrivals for the police: files of at most 1,000 lines, CRLF between lines and none after the last, each
 * party whole in one file with its head first.
 */
export function writeAlloggiati(parties: readonly Party[]): AlloggiatiExport {
  const missing = parties.flatMap((party) => [...missingData(party), ...tooLarge(party)]);
  if (missing.length > 0) return { missing };
  const files: string[][] = [];
  let room = 0;
  for (const party of parties) {
    if (party.guests.length > room) {
      files.push([]);
      room = linesPerFile;
    }
    files.at(-1)?.push(...party.guests.map((guest, at) => writeLine(cellsOf(party, guest, at))));
    room -= party.guests.length;
  }
  return { files: files.map((lines) => lines.join('\r\n')) };
}

function tooLarge(party: Party): string[] {
  return party.guests.length > linesPerFile
    ? [
        `${party.name}: ${party.guests.length} guests do not fit into one file of ${linesPerFile} lines.`,
      ]
    : [];
}

function cellsOf(party: Party, guest: RegisteredGuest, position: number): Cells {
  const role = roleAt(party, position);
  const isHead = (headRoles as readonly string[]).includes(role);
  const bornInItaly = guest.birthState === italy;
  return {
    role: guestRoles[role],
    arrival: italianDate(party.arrival),
    nights: String(Math.min(party.nights, longestStay)).padStart(2, '0'),
    surname: guest.surname,
    givenName: guest.givenName,
    sex: guest.sex === 'M' ? '1' : '2',
    birthDate: italianDate(guest.birthDate ?? ''),
    birthComune: bornInItaly ? (guest.birthComune ?? '') : '',
    birthProvince: bornInItaly ? (guest.birthProvince ?? '') : '',
    birthState: guest.birthState ?? '',
    citizenship: guest.citizenship ?? '',
    documentType: isHead ? (guest.documentType ?? '') : '',
    documentNumber: isHead ? (guest.documentNumber ?? '') : '',
    documentPlace: isHead ? (guest.documentPlace ?? '') : '',
  };
}

/** `YYYY-MM-DD` to `dd/mm/yyyy`. */
function italianDate(date: string): string {
  return date.split('-').toReversed().join('/');
}
