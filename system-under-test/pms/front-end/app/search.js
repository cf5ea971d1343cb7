import { byId, element, inputOf, valuesOf } from './dom.js';
import { addDays, euros } from './formats.js';

/**
 * @typedef {{ code: string, name: string, unitCents: number, per: string, maxQuantity: number }} Service
 * @typedef {{ code: string, name: string, services: Service[] }} Campsite
 * @typedef {{ properties: Campsite[], bookable: { from: string, to: string } }} Site
 * @typedef {{ property?: string, arrival?: string, departure?: string }} Wanted
 */

export const search = byId('search', HTMLFormElement);
const wish = byId('wish', HTMLFieldSetElement);
const services = byId('services', HTMLElement);
const arrival = inputOf(search, 'arrival');
const departure = inputOf(search, 'departure');
const campsite = byId('campsite', HTMLSelectElement);

/** What is asked for. */
export function asked() {
  const value = valuesOf(search);
  return {
    property: value('property'),
    arrival: value('arrival'),
    departure: value('departure'),
    adults: Number(value('adults')),
    children: Number(value('children')),
  };
}

/** The services that are wanted: what they are called, their code, and how many. */
export function chosenServices() {
  const fields = [...services.querySelectorAll('fieldset:enabled input')];
  return fields.flatMap((field) => {
    if (!(field instanceof HTMLInputElement) || field.valueAsNumber < 1) return [];
    const called = field.labels?.[0]?.textContent.split(',')[0]?.trim() ?? field.name;
    return [{ called, code: field.name, quantity: field.valueAsNumber }];
  });
}

/**
 * Fills the form with what can be booked here, and what the visitor came for; then it can be used.
 * @param {Site} site
 * @param {Wanted} wanted
 */
export function openSearch({ properties, bookable }, wanted) {
  const choices = properties.map(({ code, name }) =>
    element('option', name, { value: code, selected: code === wanted.property }),
  );
  campsite.replaceChildren(...choices);
  services.replaceChildren(...properties.map(servicesField));
  for (const field of [arrival, departure]) [field.min, field.max] = [bookable.from, bookable.to];
  arrival.value = wanted.arrival ?? bookable.from;
  departure.value = wanted.departure ?? '';
  arrival.addEventListener('change', keepDepartureAfterArrival);
  campsite.addEventListener('change', showServices);
  keepDepartureAfterArrival();
  showServices();
  wish.disabled = false;
}

/** @param {Campsite} campsite */
function servicesField({ code, services: offered }) {
  const field = element('fieldset', undefined, { className: 'row', hidden: true, disabled: true });
  field.dataset['services'] = code;
  const fields = offered.map(({ code: name, name: called, unitCents, per, maxQuantity }) => {
    const label = element('label', `${called}, ${euros(unitCents)} a ${per} `);
    const input = { type: 'number', name, min: '0', max: String(maxQuantity), required: true };
    label.append(element('input', undefined, { ...input, value: '0' }));
    return label;
  });
  field.append(element('legend', 'Services'), ...fields);
  return field;
}

/** The services of a campsite, and nobody else's, can be chosen. */
function showServices() {
  for (const part of services.querySelectorAll('fieldset')) {
    part.hidden = part.dataset['services'] !== campsite.value;
    part.disabled = part.hidden;
  }
}

function keepDepartureAfterArrival() {
  if (arrival.value && departure.value <= arrival.value)
    departure.value = addDays(arrival.value, 7);
}
