import known from './regions.json' with { type: 'json' };

/**
 * What CloudWatch calls a region in messages. https://docs.aws.amazon.com/general/latest/gr/cw_region.html; a region that is
 * not listed keeps its code.
 */
const names: ReadonlyMap<string, string> = new Map(Object.entries(known));

export function regionTitle(region: string): string {
  return names.get(region) ?? region;
}
