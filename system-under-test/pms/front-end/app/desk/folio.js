import { euros } from '../formats.js';
import { button, element, field, form, show, table, tell } from './page.js';
import { ask } from './staff.js';

/**
 * @typedef {{ cents: number, description: string, kind: string }} FolioLine
 * @typedef {{ method: string, authorizedCents: number, capturedCents: number, refundedCents: number }} Payment
 * @typedef {{ id: string, number: string, grossCents: number }} Invoice
 */

/** @param {string} id */
export async function showFolio(id) {
  const path = `/finance/v1/folios/${id}`;
  const folio = await ask('GET', path);
  const { invoices } = await ask('GET', `${path}/invoices`);
  /** @param {'card' | 'cash'} method */
  const capture = (method) =>
    button(`Take ${euros(folio.balanceCents)} by ${method}`, async () => {
      const body = { action: 'capture', cents: folio.balanceCents, method };
      await ask('POST', `${path}/payments`, body);
      await showFolio(id);
      tell('Paid.');
    });
  const invoice = button('Invoice', async () => {
    const { number } = await ask('POST', `${path}/invoices`, {});
    await showFolio(id);
    tell(`Invoice ${number} is issued.`);
  });
  show(
    element('h2', {}, `Folio: ${euros(folio.balanceCents)} to pay`),
    element(
      'p',
      { class: 'row' },
      ...(folio.balanceCents > 0 ? [capture('card'), capture('cash')] : []),
      invoice,
    ),
    ...amounts(id, path, folio.depositCents),
    table(
      'Charges',
      ['Amount', 'What', 'Kind'],
      folio.lines.map((/** @type {FolioLine} */ line) => [
        euros(line.cents),
        line.description,
        line.kind,
      ]),
    ),
    table(
      'Payments',
      ['Method', 'Authorized', 'Captured', 'Refunded'],
      folio.payments.map((/** @type {Payment} */ each) => [
        each.method,
        euros(each.authorizedCents),
        euros(each.capturedCents),
        euros(each.refundedCents),
      ]),
    ),
    table(
      'Invoices',
      ['Number', 'Amount'],
      invoices.map((/** @type {Invoice} */ each) => [
        element('a', { href: `#invoice/${id}/${each.id}` }, each.number),
        euros(each.grossCents),
      ]),
    ),
  );
}

/** @param {URLSearchParams} fields */
const centsIn = (fields) => Math.round(Number(fields.get('amount')) * 100);

/** Forms that take an amount: some cash, and the deposit that is asked for. @param {string} id @param {string} path @param {number} depositCents */
function amounts(id, path, depositCents) {
  const amount = { name: 'amount', type: 'number', min: '0.01', step: '0.01', required: '' };
  return [
    form('Take cash', 'Take', [field('Cash, €', amount)], async (fields) => {
      const body = { action: 'capture', method: 'cash', cents: centsIn(fields) };
      await ask('POST', `${path}/payments`, body);
      await showFolio(id);
      tell('Paid.');
    }),
    form(
      'Ask for a deposit',
      'Ask for it',
      [
        field('Deposit, €', {
          ...amount,
          value: depositCents === 0 ? '' : (depositCents / 100).toFixed(2),
        }),
      ],
      async (fields) => {
        await ask('POST', `${path}/deposits`, { cents: centsIn(fields) });
        await showFolio(id);
        tell('Whoever has not paid the deposit is not checked in.');
      },
    ),
  ];
}
