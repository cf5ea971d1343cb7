import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { italy } from './guest-record.ts';
import type { Movements } from './ross1000/movements.ts';
import { readRoss1000 } from './ross1000/read.ts';
import { tourismKinds, transports } from './ross1000/words.ts';
import { writeRoss1000 } from './ross1000/write.ts';

const movements: Movements = {
  code: '040007-CAM-00001',
  product: 'Bilancia & Co <PMS>',
  days: [
    {
      date: '2026-08-01',
      open: true,
      unitsOccupied: 1,
      unitsAvailable: 400,
      bedsAvailable: 1600,
      arrivals: [
        {
          id: '1',
          role: '16',
          headId: '',
          sex: 'M',
          citizenship: italy,
          residenceState: italy,
          residencePlace: '412058091',
          birthDate: '1980-02-29',
          birthState: italy,
          birthComune: '408040007',
          tourismKind: 'Balneare',
          transport: 'Auto',
        },
      ],
      departures: [{ id: '2', role: '17', arrival: '2026-07-25' }],
    },
  ],
};

describe('the statistics file', () => {
  it('is the XML the regions collect', () => {
    expect(writeRoss1000(movements)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<movimenti><codice>040007-CAM-00001</codice><prodotto>Bilancia &amp; Co &lt;PMS&gt;</prodotto>' +
        '<movimento><data>20260801</data><struttura><apertura>SI</apertura><camereoccupate>1</camereoccupate>' +
        '<cameredisponibili>400</cameredisponibili><lettidisponibili>1600</lettidisponibili></struttura>' +
        '<arrivi><arrivo><idswh>1</idswh><tipoalloggiato>16</tipoalloggiato><idcapo></idcapo><sesso>M</sesso>' +
        '<cittadinanza>100000100</cittadinanza><statoresidenza>100000100</statoresidenza>' +
        '<luogoresidenza>412058091</luogoresidenza><datanascita>19800229</datanascita>' +
        '<statonascita>100000100</statonascita><comunenascita>408040007</comunenascita>' +
        '<tipoturismo>Balneare</tipoturismo><mezzotrasporto>Auto</mezzotrasporto></arrivo></arrivi>' +
        '<partenze><partenza><idswh>2</idswh><tipoalloggiato>17</tipoalloggiato><arrivo>20260725</arrivo>' +
        '</partenza></partenze></movimento></movimenti>',
    );
  });

  it.each([
    ['no declaration', (xml: string) => xml.slice(5), 'The XML declaration is missing.'],
    [
      'an element too many',
      (xml: string) => xml.replace('<sesso>', '<nome>x</nome><sesso>'),
      /^<arrivo> holds "idswh tipoalloggiato idcapo nome sesso/,
    ],
    [
      'an end cut off',
      (xml: string) => xml.slice(0, -12),
      'There must be exactly one root element.',
    ],
    [
      'a bare ampersand',
      (xml: string) => xml.replace('&amp;', '&'),
      /^Unknown entity & Co &lt; after/,
    ],
    [
      'a purpose that is none of its words',
      (xml: string) => xml.replace('Balneare', 'Mare'),
      '<tipoturismo> is "Mare".',
    ],
    [
      'a residence in Italy that is in no municipality',
      (xml: string) => xml.replace('412058091', 'Roma'),
      '<luogoresidenza> is "Roma".',
    ],
    [
      'a date with hyphens',
      (xml: string) => xml.replace('20260801', '2026-08-01'),
      '<data> is "2026-08-01".',
    ],
  ])('with %s does not get past the reader', (_name, spoil, message) => {
    expect(() => readRoss1000(spoil(writeRoss1000(movements)))).toThrow(message);
  });

  it('reads back as what was written, whatever the texts and figures', () => {
    const date = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    const code = fc.constantFrom(italy, '100000216');
    const role = fc.constantFrom('16', '17', '18', '19', '20');
    const count = fc.nat(999_999);
    const residence = fc.oneof(
      fc.constant({ residenceState: italy, residencePlace: '412058091' }),
      fc.record({
        residenceState: fc.constant('100000216'),
        residencePlace: fc.oneof(fc.constant(''), text),
      }),
    );
    const person = fc.record({
      id: text,
      role,
      headId: fc.oneof(fc.constant(''), text),
      sex: fc.constantFrom('M' as const, 'F' as const),
      citizenship: code,
      birthDate: date,
      birthState: code,
      birthComune: fc.constantFrom('', '408040007'),
      tourismKind: fc.constantFrom(...tourismKinds),
      transport: fc.constantFrom(...transports),
    });
    const arrival = fc.tuple(person, residence).map(([one, home]) => ({ ...one, ...home }));
    const day = fc.record({
      date,
      open: fc.boolean(),
      unitsOccupied: count,
      unitsAvailable: count,
      bedsAvailable: count,
      arrivals: fc.array(arrival, { maxLength: 4 }),
      departures: fc.array(fc.record({ id: text, role, arrival: date }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        fc.record({ code: text, product: text, days: fc.array(day, { maxLength: 4 }) }),
        (written) => {
          expect(readRoss1000(writeRoss1000(written))).toEqual(written);
        },
      ),
    );
  });
});
