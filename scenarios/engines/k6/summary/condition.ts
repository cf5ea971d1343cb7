/** What a threshold compares: `avg`, `p(95)`, `rate`; undefined for a condition that is none. */
export function aggregationIn(condition: string): string | undefined {
  return /^\s*([a-z]+(?:\(\s*[\d.]+\s*\))?)\s*[<>=!]/.exec(condition)?.[1]?.replaceAll(' ', '');
}

/** Whether a value meets a condition, e.g. 250 `p(95)<300`; undefined for a condition that is none. */
export function isMet(condition: string, value: number): boolean | undefined {
  const [, operator = '', limit = ''] =
    /([<>]=?|[=!]=+)\s*(-?[\d.]+(?:e[+-]?\d+)?)\s*$/i.exec(condition) ?? [];
  const compare = operators.get(operator);
  const number = Number(limit);
  return compare === undefined || Number.isNaN(number) ? undefined : compare(value, number);
}

/** As k6 has them. */
const operators: ReadonlyMap<string, (value: number, limit: number) => boolean> = new Map([
  ['<', (value: number, limit: number) => value < limit],
  ['<=', (value: number, limit: number) => value <= limit],
  ['>', (value: number, limit: number) => value > limit],
  ['>=', (value: number, limit: number) => value >= limit],
  ['==', (value: number, limit: number) => value === limit],
  ['===', (value: number, limit: number) => value === limit],
  ['!=', (value: number, limit: number) => value !== limit],
]);

/** 0.95 of `p(95)`; undefined for all else. */
export function quantileIn(aggregation: string): number | undefined {
  const percent = /^p\(([\d.]+)\)$/.exec(aggregation)?.[1];
  return percent === undefined ? undefined : Number(percent) / 100;
}

/** A metric that a threshold is on: all its points, or those that have these tags. */
export interface Selection {
  readonly metric: string;
  readonly tags: readonly (readonly [tag: string, value: string])[];
}

/** Reads `http_req_duration{name:search,status:200}`, as k6 does: values may be quoted. */
export function selectionIn(metric: string): Selection {
  const open = metric.indexOf('{');
  if (open === -1 || !metric.endsWith('}')) return { metric, tags: [] };
  const tags = metric
    .slice(open + 1, -1)
    .split(',')
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const colon = pair.indexOf(':');
      const [tag, value] =
        colon === -1 ? [pair, ''] : [pair.slice(0, colon), pair.slice(colon + 1)];
      return [unquoted(tag), unquoted(value)] as const;
    });
  return { metric: metric.slice(0, open), tags };
}

function unquoted(text: string): string {
  return text.trim().replaceAll(/^["']+|["']+$/g, '');
}
