import { byId } from '../dom.js';
import { day, euros } from '../formats.js';
import { button, element, show, table } from './page.js';
import { ask } from './staff.js';

/**
 * @typedef {{ percent: number, grossCents: number, vatCents: number }} Vat
 * @typedef {{ id: string, number: string, kind: string, issuedAt: string, grossCents: number, vat: Vat[] }} Invoice
 */

/** One invoice or credit note, as it is printed. @param {string} folioId @param {string} id */
export async function showInvoice(folioId, id) {
  const { invoices } = await ask('GET', `/finance/v1/folios/${folioId}/invoices`);
  /** @type {Invoice | undefined} */
  const invoice = invoices.find((/** @type {Invoice} */ each) => each.id === id);
  if (invoice === undefined) throw new Error('The folio has no such invoice.');
  const { number, kind, issuedAt, grossCents, vat } = invoice;
  show(
    element('h2', {}, `${kind === 'invoice' ? 'Invoice' : 'Credit note'} ${number}`),
    element('p', {}, campsiteOf(number)),
    element('p', {}, `Issued on ${day(issuedAt.slice(0, 10))}. Total: ${euros(grossCents)}.`),
    table(
      'VAT',
      ['Rate', 'Net', 'VAT', 'Gross'],
      vat.map((each) => [
        `${each.percent} %`,
        euros(each.grossCents - each.vatCents),
        euros(each.vatCents),
        euros(each.grossCents),
      ]),
    ),
    element(
      'p',
      { class: 'row' },
      button('Print', async () => print()),
      element('a', { class: 'button second', href: `#folio/${folioId}` }, 'Folio'),
    ),
  );
}

/** Numbers begin with the campsite's code. @param {string} number */
function campsiteOf(number) {
  const [code = ''] = number.split('/');
  const { options } = fieldOf(byId('day', HTMLFormElement), 'property');
  return [...options].find(({ value }) => value === code)?.text ?? code;
}

/** @param {HTMLFormElement} form @param {string} name */
function fieldOf(form, name) {
  const found = form.elements.namedItem(name);
  if (!(found instanceof HTMLSelectElement)) throw new Error(`The page has no list ${name}.`);
  return found;
}
