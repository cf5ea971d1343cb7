import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readAlloggiati } from './alloggiati/read.ts';
import { reportOn } from './alloggiati/report-on.ts';
import { writeAlloggiati } from './alloggiati/write.ts';
import { italy, type Party, type RegisteredGuest } from './guest-record.ts';

const guest: RegisteredGuest = {
  surname: 'Guest',
  givenName: '0001',
  sex: 'F',
  birthDate: '1980-02-29',
  birthComune: '408040007',
  birthProvince: 'FC',
  birthState: italy,
  citizenship: italy,
  documentType: 'IDENT',
  documentNumber: 'CA00000AA',
  documentPlace: '408040007',
  residenceState: '100000100',
  residenceComune: '408040007',
  residencePlace: null,
  tourismKind: null,
  transport: null,
};
const abroad = { ...guest, birthComune: null, birthProvince: null, birthState: '100000216' };
const party = (guests: readonly RegisteredGuest[], more: Partial<Party> = {}): Party => ({
  name: 'RIV-0001',
  kind: 'family',
  arrival: '2026-08-01',
  nights: 7,
  guests,
  ...more,
});

const filesOf = (parties: readonly Party[]): readonly string[] => {
  const written = writeAlloggiati(parties);
  return 'files' in written ? written.files : [];
};

/** What becomes of a text in a field of so many letters. */
const cut = (text: string, width: number): string =>
  Array.from(text.replaceAll(/\p{Cc}/gu, ' ').trim())
    .slice(0, width)
    .join('')
    .trimEnd();

describe('the police file', () => {
  it('has each field at its place, and nothing in the last 34 characters of a member', () => {
    const [file = ''] = filesOf([party([guest, abroad])]);
    const [head = '', member = '', ...others] = file.split('\r\n');
    expect(others).toEqual([]);
    expect(head).toBe(
      `1701/08/202607${'Guest'.padEnd(50)}${'0001'.padEnd(30)}229/02/1980408040007FC` +
        `${italy}${italy}IDENT${'CA00000AA'.padEnd(20)}408040007`,
    );
    expect(head).toHaveLength(168);
    expect(member).toHaveLength(168);
    expect(member.slice(0, 2)).toBe('19');
    expect(member.slice(105, 116)).toBe(' '.repeat(11));
    expect(member.slice(134)).toBe(' '.repeat(34));
  });

  it.each([
    [{ kind: 'family' as const }, 1, ['16']],
    [{ kind: 'family' as const }, 3, ['17', '19', '19']],
    [{ kind: 'group' as const }, 3, ['18', '20', '20']],
  ])('gives %o of %i the roles %o', (more, size, roles) => {
    const [file = ''] = filesOf([
      party(
        Array.from({ length: size }, () => guest),
        more,
      ),
    ]);
    expect(file.split('\r\n').map((line) => line.slice(0, 2))).toEqual(roles);
  });

  it('reports a stay of more than 30 nights as 30', () => {
    expect(filesOf([party([guest], { nights: 45 })])[0]?.slice(12, 14)).toBe('30');
  });

  it('covers every night of a long stay once, in reports of 30 nights at most', () => {
    const stay = party([guest], { arrival: '2026-07-01', nights: 75 });
    const days = Array.from({ length: 90 }, (_, i) =>
      new Date(Date.UTC(2026, 5, 25 + i)).toISOString().slice(0, 10),
    );
    const lines = days.flatMap((day) => filesOf(reportOn(stay, day)));
    expect(lines.map((line) => line.slice(2, 14))).toEqual([
      '01/07/202630',
      '31/07/202630',
      '30/08/202615',
    ]);
  });

  it('cuts a name by letters, never through one', () => {
    const [file = ''] = filesOf([party([{ ...guest, surname: '𝕏'.repeat(60) }])]);
    expect(Array.from(file)).toHaveLength(168);
    expect(file).toContain(`${'𝕏'.repeat(50)}0001`);
  });

  it('begins a new file rather than part a family at the limit of 1,000 lines', () => {
    const files = filesOf(Array.from({ length: 401 }, () => party([guest, abroad, abroad])));
    expect(files.map((file) => file.split('\r\n').length)).toEqual([999, 204]);
    expect(files.map((file) => 'lines' in readAlloggiati(file))).toEqual([true, true]);
    expect(files.some((file) => file.endsWith('\n'))).toBe(false);
  });

  it('is refused when data is missing, with a sentence for each', () => {
    const bare = { ...abroad, sex: null, documentType: null, documentNumber: ' ' };
    expect(
      writeAlloggiati([party([guest]), party([bare, { ...guest, birthProvince: 'x' }])]),
    ).toEqual({
      missing: [
        'RIV-0001, guest 1: the sex is missing.',
        'RIV-0001, guest 1: the document type is missing or not in the table of documents.',
        'RIV-0001, guest 1: the document number is missing.',
        'RIV-0001, guest 2: the province of birth is missing or none.',
      ],
    });
    expect(writeAlloggiati([party([])])).toEqual({
      missing: ['RIV-0001: no guest is registered.'],
    });
  });

  it.each([
    [{ documentType: 'PASPT' }, 'the document type is missing or not in the table of documents'],
    [{ citizenship: '100000101' }, 'the citizenship is missing or not in the table of states'],
    [{ birthComune: '403040007' }, 'the comune of birth is missing or in no province'],
    [{ birthProvince: 'FO' }, 'the province of birth is missing or none'],
    [
      { documentPlace: '499000001' },
      'the place of issue is missing or neither a comune nor a state',
    ],
    [{ birthDate: '1899-12-31' }, 'the date of birth cannot be'],
    [{ birthDate: '2026-08-02' }, 'the date of birth cannot be'],
  ])('is refused with %o', (change, what) => {
    expect(writeAlloggiati([party([{ ...guest, ...change }])])).toEqual({
      missing: [`RIV-0001, guest 1: ${what}.`],
    });
  });

  it.each([
    ['a short line', (file: string) => file.slice(0, -1), 'Line 2 has 167 characters, not 168.'],
    [
      'a member without head',
      (file: string) => file.slice(170),
      'Line 1 does not follow its head.',
    ],
    [
      'a head without document',
      (file: string) => file.replace('IDENT', '     '),
      'Line 1 has a documentType that does not fit its role.',
    ],
    [
      'no nights',
      (file: string) => file.replace('2026-07', '').replace('/202607', '/202600'),
      'Line 1 stays 0 nights, not 1 to 30.',
    ],
    ['another role', (file: string) => `21${file.slice(2)}`, 'Line 1 has a bad role: "21".'],
  ])('with %s does not get past the reader', (_name, spoil, fault) => {
    const [file = ''] = filesOf([party([guest, abroad])]);
    expect(readAlloggiati(file)).toEqual({ lines: expect.anything() });
    expect(readAlloggiati(spoil(file))).toMatchObject({ faults: expect.arrayContaining([fault]) });
  });

  it('reads back as what was written, whatever the names', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .filter((text) => /\S/.test(text.replaceAll(/\p{Cc}/gu, '')));
    const anyGuest = fc.record({
      surname: name,
      givenName: name,
      sex: fc.constantFrom('M' as const, 'F' as const),
      birthDate: fc.constantFrom('1950-01-31', '2004-02-29', '2026-07-31'),
      abroad: fc.boolean(),
    });
    const parties = fc.array(fc.array(anyGuest, { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(parties, fc.integer({ min: 1, max: 60 }), (groups, nights) => {
        const written = groups.map((group) =>
          party(
            group.map(({ abroad: foreign, ...own }) => ({ ...(foreign ? abroad : guest), ...own })),
            { nights },
          ),
        );
        const lines = filesOf(written).flatMap((file) => {
          const read = readAlloggiati(file);
          return 'lines' in read ? read.lines : [];
        });
        expect(
          lines.map(({ surname, givenName, sex, birthDate }) => ({
            surname,
            givenName,
            sex,
            birthDate,
          })),
        ).toEqual(
          groups.flat().map((each) => ({
            surname: cut(each.surname, 50),
            givenName: cut(each.givenName, 30),
            sex: each.sex === 'M' ? '1' : '2',
            birthDate: each.birthDate.split('-').toReversed().join('/'),
          })),
        );
      }),
    );
  });
});
