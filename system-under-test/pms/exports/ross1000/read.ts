import { italy } from '../guest-record.ts';
import { isComune } from '../tables.ts';
import { tourismKinds, transports } from './words.ts';
import type { Arrival, Departure, MovementDay, Movements } from './movements.ts';
import { type Element, readXml } from './xml.ts';

/**
 * Reads a file of `writeRoss1000` strictly: exactly the known elements, in their order.
 *
 * @throws SyntaxError naming the element that is not as it must be
 */
export function readRoss1000(xml: string): Movements {
  const root = readXml(xml);
  if (root.name !== 'movimenti')
    throw new SyntaxError(`The root is <${root.name}>, not <movimenti>.`);
  const [code, product, ...days] = childrenOf(root);
  return {
    code: textOf(code, 'codice'),
    product: textOf(product, 'prodotto'),
    days: days.map(readDay),
  };
}

function childrenOf(element: Element): readonly Element[] {
  if (typeof element.content !== 'string') return element.content;
  if (element.content === '') return [];
  throw new SyntaxError(`<${element.name}> holds text.`);
}

/** A look-up of the children of `element`, which must be these in this order and no others. */
function exactly<N extends string>(
  element: Element,
  name: string,
  names: readonly N[],
): (child: N) => Element {
  const children = childrenOf(element);
  const found = children.map((child) => child.name).join(' ');
  if (element.name !== name || found !== names.join(' ')) {
    throw new SyntaxError(
      `<${element.name}> holds "${found}", but <${name}> holds "${names.join(' ')}".`,
    );
  }
  return (wanted) => children[names.indexOf(wanted)] ?? element;
}

function textOf(element: Element | undefined, name: string): string {
  if (element?.name !== name || typeof element.content !== 'string') {
    throw new SyntaxError(`<${name}> with text is missing.`);
  }
  return element.content;
}

function matching(element: Element, shape: RegExp): string {
  const text = textOf(element, element.name);
  if (!shape.test(text)) throw new SyntaxError(`<${element.name}> is "${text}".`);
  return text;
}

const dateOf = (element: Element): string =>
  matching(element, /^\d{8}$/).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
const numberOf = (element: Element): number => Number(matching(element, /^\d{1,6}$/));
const codeOf = (element: Element): string => matching(element, /^\d{9}$/);
const roleOf = (element: Element): string => matching(element, /^(16|17|18|19|20)$/);
const idOf = (element: Element): string => matching(element, /^.+$/su);

function oneOf(element: Element, words: readonly string[]): string {
  const text = textOf(element, element.name);
  if (!words.includes(text)) throw new SyntaxError(`<${element.name}> is "${text}".`);
  return text;
}

/** Who lives in Italy does so in a municipality. */
function residenceOf(state: string, place: string): string {
  if (state === italy && !isComune(place)) throw new SyntaxError(`<luogoresidenza> is "${place}".`);
  return place;
}

const dayParts = ['data', 'struttura', 'arrivi', 'partenze'] as const;
const siteParts = ['apertura', 'camereoccupate', 'cameredisponibili', 'lettidisponibili'] as const;

function readDay(element: Element): MovementDay {
  const day = exactly(element, 'movimento', dayParts);
  const site = exactly(day('struttura'), 'struttura', siteParts);
  return {
    date: dateOf(day('data')),
    open: matching(site('apertura'), /^(SI|NO)$/) === 'SI',
    unitsOccupied: numberOf(site('camereoccupate')),
    unitsAvailable: numberOf(site('cameredisponibili')),
    bedsAvailable: numberOf(site('lettidisponibili')),
    arrivals: childrenOf(day('arrivi')).map(readArrival),
    departures: childrenOf(day('partenze')).map(readDeparture),
  };
}

const arrivalParts = [
  'idswh',
  'tipoalloggiato',
  'idcapo',
  'sesso',
  'cittadinanza',
  'statoresidenza',
  'luogoresidenza',
  'datanascita',
  'statonascita',
  'comunenascita',
  'tipoturismo',
  'mezzotrasporto',
] as const;

function readArrival(element: Element): Arrival {
  const arrival = exactly(element, 'arrivo', arrivalParts);
  return {
    id: idOf(arrival('idswh')),
    role: roleOf(arrival('tipoalloggiato')),
    headId: textOf(arrival('idcapo'), 'idcapo'),
    sex: matching(arrival('sesso'), /^[MF]$/) === 'M' ? 'M' : 'F',
    citizenship: codeOf(arrival('cittadinanza')),
    residenceState: codeOf(arrival('statoresidenza')),
    residencePlace: residenceOf(
      codeOf(arrival('statoresidenza')),
      textOf(arrival('luogoresidenza'), 'luogoresidenza'),
    ),
    birthDate: dateOf(arrival('datanascita')),
    birthState: codeOf(arrival('statonascita')),
    birthComune: matching(arrival('comunenascita'), /^(\d{9})?$/),
    tourismKind: oneOf(arrival('tipoturismo'), tourismKinds),
    transport: oneOf(arrival('mezzotrasporto'), transports),
  };
}

function readDeparture(element: Element): Departure {
  const departure = exactly(element, 'partenza', ['idswh', 'tipoalloggiato', 'arrivo']);
  return {
    id: idOf(departure('idswh')),
    role: roleOf(departure('tipoalloggiato')),
    arrival: dateOf(departure('arrivo')),
  };
}
