import type { Catalogue, CatalogueProperty, CatalogueUnitGroup } from './catalogue.ts';
import { addDays, dateOf, dayNumber, monthOf, saturdaysOf, weekdayOf } from './civil-date.ts';
import { between } from '../../core/seeded-random.ts';
import type { Random } from '../../core/seeded-random.ts';
import { oneOf } from './random.ts';

/** Where, when and with whom: what a visitor is looking for. */
export interface Stay {
  readonly property: CatalogueProperty;
  readonly group: CatalogueUnitGroup;
  readonly arrival: string;
  readonly departure: string;
  readonly adults: number;
  readonly children: number;
}

/** Share of stays in July and August, and of arrivals on a Saturday among those. */
const summerShare = 0.7;
const saturdayShare = 0.5;

/**
 * A stay as campsite guests choose it: mostly in July and August, half of them from a Saturday, 7.9 nights on average
 * (PiNCAMP). Lengths are drawn from 3 to 7, 7 and 14 nights so that the mean comes out there.
 */
export function chooseStay(random: Random, catalogue: Catalogue): Stay {
  const length = stayLength(random);
  const { from } = catalogue.bookable;
  const lastArrival = dayNumber(catalogue.bookable.to) + 1 - length;
  let day = between(random, dayNumber(from), lastArrival);
  if (random() < summerShare) {
    for (let tries = 0; tries < 50 && !inSummer(day); tries++)
      day = between(random, dayNumber(from), lastArrival);
  }
  if (random() < saturdayShare) day = Math.min(lastArrival, day + ((6 - weekdayOf(day) + 7) % 7));
  return {
    ...chooseGroup(random, catalogue.properties),
    arrival: dateOf(day),
    departure: dateOf(day + length),
  };
}

/** A stay as everyone wants it on the opening day: one of few unit groups, from an August Saturday, one or two weeks. */
export function chooseHotStay(random: Random, catalogue: Catalogue): Stay {
  const saturdays = saturdaysOf(8, catalogue.bookable.from, addDays(catalogue.bookable.to, -13));
  const arrival = oneOf(random, saturdays) ?? catalogue.bookable.from;
  const { property, group, adults, children } = chooseGroup(random, catalogue.properties, 1);
  const departure = addDays(arrival, random() < 0.75 ? 7 : 14);
  return { property, group, adults, children, arrival, departure };
}

/** Mean of the three branches: 0.4 x 5 + 0.4 x 7 + 0.2 x 15.5 = 7.9. */
function stayLength(random: Random): number {
  const branch = random();
  if (branch < 0.4) return between(random, 3, 7);
  return branch < 0.8 ? 7 : between(random, 14, 17);
}

function inSummer(day: number): boolean {
  const month = monthOf(dateOf(day));
  return month === 7 || month === 8;
}

/** One of a property's first groups: of all, unless fewer are asked for. */
function chooseGroup(
  random: Random,
  properties: readonly CatalogueProperty[],
  groups = Infinity,
): Pick<Stay, 'property' | 'group' | 'adults' | 'children'> {
  const property = oneOf(random, properties);
  const most = Math.min(groups, property?.unitGroups.length ?? 0);
  const group = property?.unitGroups[Math.floor(random() * most)];
  if (property === undefined || group === undefined)
    throw new RangeError('The catalogue has nothing to book.');
  const persons = between(random, 1, Math.min(4, group.maxPersons));
  const adults = Math.min(2, persons);
  return { property, group, adults, children: persons - adults };
}
