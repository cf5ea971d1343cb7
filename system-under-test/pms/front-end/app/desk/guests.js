import { element, field, form, tell } from './page.js';
import { ask } from './staff.js';

/** @typedef {[name: string, label: string, attributes: Record<string, string>]} Asked */

const code = { pattern: '\\d{9}', inputmode: 'numeric', title: 'Nine digits' };
const needed = { required: '' };
/** @type {Asked[]} */
const ofEach = [
  ['surname', 'Surname', needed],
  ['givenName', 'Given name', needed],
  ['birthDate', 'Date of birth', { type: 'date', ...needed }],
  ['birthState', 'State of birth', { value: '100000100', ...code, ...needed }],
  ['birthComune', 'Comune of birth, if in Italy', code],
  ['birthProvince', 'Its province', { pattern: '[A-Z]{2}', title: 'Two letters' }],
  ['citizenship', 'Citizenship', { value: '100000100', ...code, ...needed }],
];
/** The head of the party shows a document. @type {Asked[]} */
const ofDocument = [
  ['type', 'Document', { value: 'IDENT', pattern: '[A-Z]{5}', title: 'Five letters', ...needed }],
  ['number', 'Its number', { maxlength: '20', ...needed }],
  ['place', 'Issued in', { ...code, ...needed }],
];

/** Who has come, as the police want to know. @param {{ id: string, adults: number, children: number }} stay */
export function guestsForm({ id, adults, children }) {
  const persons = Array.from({ length: adults + children }, (_, index) => index);
  const sets = persons.map((index) =>
    element(
      'fieldset',
      { class: 'row' },
      element('legend', {}, index === 0 ? 'Head of the party' : `Guest ${index + 1}`),
      ...asked(index, ofEach),
      sex(index),
      ...(index === 0 ? asked(index, ofDocument) : []),
    ),
  );
  return form('Register the guests', 'Register', sets, async (fields) => {
    const guests = persons.map((index) => ({
      ...filled(fields, index, ofEach),
      sex: fields.get(nameOf(index, 'sex')),
      ...(index === 0 ? { document: filled(fields, index, ofDocument) } : {}),
    }));
    await ask('PUT', `/booking/v1/reservations/${id}/guests`, { guests });
    tell(
      guests.length === 1 ? '1 guest is registered.' : `${guests.length} guests are registered.`,
    );
  });
}

/** @param {number} index @param {string} name */
const nameOf = (index, name) => `${name}-${index}`;

/** @param {number} index @param {Asked[]} list */
function asked(index, list) {
  return list.map(([name, label, attributes]) =>
    field(label, { name: nameOf(index, name), ...attributes }),
  );
}

/** What was filled in; fields left empty are not sent. @param {URLSearchParams} fields @param {number} index @param {Asked[]} list */
function filled(fields, index, list) {
  return Object.fromEntries(
    list
      .map(([name]) => [name, fields.get(nameOf(index, name)) ?? ''])
      .filter(([, value]) => value !== ''),
  );
}

/** @param {number} index */
function sex(index) {
  const options = ['F', 'M'].map((value) => element('option', {}, value));
  return element(
    'label',
    {},
    'Sex ',
    element('select', { name: nameOf(index, 'sex') }, ...options),
  );
}
