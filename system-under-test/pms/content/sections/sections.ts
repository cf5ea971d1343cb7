import type { Reader } from '../../database/handles.ts';
import type { CatalogProperty } from '../../catalog/catalog.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Html } from '../html/layout.ts';
import { directions } from './directions.ts';
import { map } from './map.ts';
import { photos } from './photos.ts';
import { prices } from './prices.ts';
import { reviews } from './reviews.ts';
import { services } from './services.ts';

interface Section {
  readonly title: string;
  readonly render: (property: CatalogProperty, reads: Reader<Tables>) => Html;
}

export const sectionNames = [
  'map',
  'services',
  'prices',
  'reviews',
  'photos',
  'directions',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** A campsite's further pages, a line a page. */
export const sections: Readonly<Record<SectionName, Section>> = {
  map: { title: 'Map', render: map },
  services: { title: 'Services', render: services },
  prices: { title: 'Prices', render: prices },
  reviews: { title: 'Reviews', render: reviews },
  photos: { title: 'Photos', render: photos },
  directions: { title: 'How to get here', render: directions },
};
