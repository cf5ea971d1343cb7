export { type Location, renderLocation } from '../../core/source/location.ts';
