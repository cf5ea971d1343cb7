import { folioSchema } from '../staff/folios/view.ts';
import type { BookedStay, Desk } from './desk.ts';

/** What tests of the reception do with a stay, and look up of it. */
export function reception(desk: () => Desk) {
  const act = (stay: BookedStay, action: string) =>
    desk().ask('PUT', `/booking/v1/reservation-actions/${stay.reservationId}/${action}`);
  const pay = (stay: BookedStay, action: string, cents: number) =>
    desk().ask('POST', `/finance/v1/folios/${stay.folioId}/payments`, { action, cents });
  const charge = (stay: BookedStay, cents: number) =>
    desk().ask('POST', `/finance/v1/folios/${stay.folioId}/charges`, {
      description: 'Extra',
      cents,
    });
  const folioOf = async (stay: BookedStay) =>
    folioSchema.parse((await desk().ask('GET', `/finance/v1/folios/${stay.folioId}`)).body);
  const nightsOf = (stay: BookedStay) =>
    desk().rows('SELECT night FROM pms_riviera.unit_night WHERE reservation_id = ?', [
      stay.reservationId,
    ]);
  /** Nights on which the counter and the live rows differ. */
  const countersOff = () =>
    desk().rows(
      `SELECT a.unit_group_id, a.night, a.sold, COUNT(n.unit_id) AS live
       FROM pms_riviera.availability_day a
       LEFT JOIN pms_riviera.unit u ON u.unit_group_id = a.unit_group_id
       LEFT JOIN pms_riviera.unit_night n ON n.unit_id = u.id AND n.night = a.night
       GROUP BY a.unit_group_id, a.night, a.sold HAVING a.sold <> live`,
    );
  const receiptsOf = async (stay: BookedStay) =>
    (
      await desk().rows('SELECT payload FROM pms_riviera.outbox WHERE topic = ? ORDER BY id', [
        `fiscal/${stay.folioId}`,
      ])
    ).map(({ payload }): unknown => JSON.parse(String(payload)));
  const events = (stay: BookedStay, prefix: string) =>
    desk().rows(
      'SELECT topic, payload FROM pms_riviera.outbox WHERE topic LIKE ? AND payload LIKE ?',
      [`${prefix}%`, `%${prefix === 'availability' ? stay.unitId : stay.reservationId}%`],
    );
  return { act, pay, charge, folioOf, nightsOf, countersOff, receiptsOf, events };
}
