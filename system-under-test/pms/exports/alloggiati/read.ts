import { guestRoles, italy } from '../guest-record.ts';
import { type Cells, linesPerFile, longestStay, readLine } from './layout.ts';

export type AlloggiatiReading =
  | { readonly lines: readonly Cells[] }
  | { readonly faults: readonly string[] };

/** Reads one file as strictly as the portal does; every fault names its line. */
export function readAlloggiati(file: string): AlloggiatiReading {
  const texts = file.split('\r\n');
  const faults: string[] = [];
  if (texts.length > linesPerFile)
    faults.push(`${texts.length} lines are more than ${linesPerFile}.`);
  const lines: Cells[] = [];
  let head: string | undefined;
  for (const [index, text] of texts.entries()) {
    const cells = readLine(text);
    const found = cells
      ? faultsOf(cells, head)
      : [`has ${Array.from(text).length} characters, not 168`];
    faults.push(...found.map((fault) => `Line ${index + 1} ${fault}.`));
    if (!cells) continue;
    lines.push(cells);
    if (!isMember(cells)) head = cells.role;
  }
  return faults.length > 0 ? { faults } : { lines };
}

const shapes: readonly (readonly [keyof Cells, RegExp])[] = [
  ['role', /^(16|17|18|19|20)$/],
  ['arrival', /^\d\d\/\d\d\/\d{4}$/],
  ['nights', /^\d\d$/],
  ['surname', /\S/],
  ['givenName', /\S/],
  ['sex', /^[12]$/],
  ['birthDate', /^\d\d\/\d\d\/\d{4}$/],
  ['birthState', /^\d{9}$/],
  ['citizenship', /^\d{9}$/],
];

const documents = ['documentType', 'documentNumber', 'documentPlace'] as const;

function isMember(cells: Cells): boolean {
  return cells.role === guestRoles.familyMember || cells.role === guestRoles.groupMember;
}

function faultsOf(cells: Cells, head: string | undefined): string[] {
  const faults = shapes
    .filter(([field, shape]) => !shape.test(cells[field]))
    .map(([field]) => `has a bad ${field}: "${cells[field]}"`);
  const nights = Number(cells.nights);
  if (nights < 1 || nights > longestStay)
    faults.push(`stays ${nights} nights, not 1 to ${longestStay}`);
  const bornInItaly = cells.birthState === italy;
  if (bornInItaly === (cells.birthComune === ''))
    faults.push('has a comune that does not fit the state of birth');
  if (bornInItaly === (cells.birthProvince === ''))
    faults.push('has a province that does not fit the state of birth');
  const expectedHead = { '19': guestRoles.familyHead, '20': guestRoles.groupLeader }[cells.role];
  if (expectedHead !== undefined && head !== expectedHead) faults.push('does not follow its head');
  for (const field of documents) {
    if (isMember(cells) !== (cells[field] === ''))
      faults.push(`has a ${field} that does not fit its role`);
  }
  return faults;
}
