import type { Arrival, Departure, MovementDay, Movements } from './movements.ts';
import { type Element, writeXml } from './xml.ts';

/** The XML file that the regions' ROSS1000 collects; due by the 5th of the next month. */
export function writeRoss1000(movements: Movements): string {
  return writeXml(
    branch('movimenti', [
      leaf('codice', movements.code),
      leaf('prodotto', movements.product),
      ...movements.days.map(dayElement),
    ]),
  );
}

const leaf = (name: string, text: string): Element => ({ name, content: text });
const branch = (name: string, content: readonly Element[]): Element => ({ name, content });
const compact = (date: string): string => date.replaceAll('-', '');

function dayElement(day: MovementDay): Element {
  return branch('movimento', [
    leaf('data', compact(day.date)),
    branch('struttura', [
      leaf('apertura', day.open ? 'SI' : 'NO'),
      leaf('camereoccupate', String(day.unitsOccupied)),
      leaf('cameredisponibili', String(day.unitsAvailable)),
      leaf('lettidisponibili', String(day.bedsAvailable)),
    ]),
    branch('arrivi', day.arrivals.map(arrivalElement)),
    branch('partenze', day.departures.map(departureElement)),
  ]);
}

function arrivalElement(arrival: Arrival): Element {
  return branch('arrivo', [
    leaf('idswh', arrival.id),
    leaf('tipoalloggiato', arrival.role),
    leaf('idcapo', arrival.headId),
    leaf('sesso', arrival.sex),
    leaf('cittadinanza', arrival.citizenship),
    leaf('statoresidenza', arrival.residenceState),
    leaf('luogoresidenza', arrival.residencePlace),
    leaf('datanascita', compact(arrival.birthDate)),
    leaf('statonascita', arrival.birthState),
    leaf('comunenascita', arrival.birthComune),
    leaf('tipoturismo', arrival.tourismKind),
    leaf('mezzotrasporto', arrival.transport),
  ]);
}

function departureElement(departure: Departure): Element {
  return branch('partenza', [
    leaf('idswh', departure.id),
    leaf('tipoalloggiato', departure.role),
    leaf('arrivo', compact(departure.arrival)),
  ]);
}
