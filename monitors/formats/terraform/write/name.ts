import { shortHash } from '../../identifiers.ts';

/** Names that the resource's name tells exactly. */
const exact = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const longest = 100;

/**
 * The name of a resource: letters, digits and underscores. Names that differ give names that differ: where the letters do
 * not tell them apart, a hash does. The region is part of it where it is not the environment's own.
 *
 * @example
 *   resourceName('prod-pms-cpu') // prod_pms_cpu
 *   resourceName('prod-front-end', 'us-east-1') // prod_front_end_us_east_1
 */
export function resourceName(name: string, region?: string): string {
  const letters = name
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replace(/^(?=\d)/, '_')
    .slice(0, longest);
  const own =
    exact.test(name) && name.length <= longest ? letters : `${letters}_${shortHash(name)}`;
  return region === undefined ? own : `${own}_${region.replaceAll('-', '_')}`;
}
