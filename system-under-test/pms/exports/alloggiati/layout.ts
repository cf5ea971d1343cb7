/**
 * The line of the Alloggiati Web portal of the Polizia di Stato (fields by DM 7/1/2013, annex): 168 characters, each
 * field at a fixed place, padded with spaces on the right. Widths in characters, in the order of the line.
 */
export const widths = {
  role: 2,
  arrival: 10,
  nights: 2,
  surname: 50,
  givenName: 30,
  sex: 1,
  birthDate: 10,
  birthComune: 9,
  birthProvince: 2,
  birthState: 9,
  citizenship: 9,
  documentType: 5,
  documentNumber: 20,
  documentPlace: 9,
} as const;

export type Cells = Readonly<Record<keyof typeof widths, string>>;

export const lineWidth = 168;
/** The portal takes no longer file. */
export const linesPerFile = 1000;
/** Longer stays are reported again after this many nights. */
export const longestStay = 30;

/** Cuts or pads each cell to its width, by code points, so that a letter outside the BMP is never torn. */
export function writeLine(cells: Cells): string {
  let line = '';
  eachCell((field) => (line += fit(cells[field], widths[field])));
  return line;
}

/** One line's cells without their padding; undefined when its width is not 168 characters. */
export function readLine(line: string): Cells | undefined {
  const characters = Array.from(line);
  if (characters.length !== lineWidth) return undefined;
  let at = 0;
  return eachCell((field) => {
    const cell = characters.slice(at, at + widths[field]);
    at += widths[field];
    return cell.join('').trimEnd();
  });
}

/** The cells that `cell` gives for each field, asked for in the order of the line. */
function eachCell(cell: (field: keyof Cells) => string): Cells {
  return {
    role: cell('role'),
    arrival: cell('arrival'),
    nights: cell('nights'),
    surname: cell('surname'),
    givenName: cell('givenName'),
    sex: cell('sex'),
    birthDate: cell('birthDate'),
    birthComune: cell('birthComune'),
    birthProvince: cell('birthProvince'),
    birthState: cell('birthState'),
    citizenship: cell('citizenship'),
    documentType: cell('documentType'),
    documentNumber: cell('documentNumber'),
    documentPlace: cell('documentPlace'),
  };
}

/** Control characters would tear the line: they become spaces. */
function fit(text: string, width: number): string {
  const clean = text.replaceAll(/\p{Cc}/gu, ' ').trim();
  const characters = Array.from(clean).slice(0, width);
  return characters.join('') + ' '.repeat(width - characters.length);
}
