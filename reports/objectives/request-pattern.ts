import type { ChecksObjective } from './schema/checks.ts';
import type { RequestsObjective } from './schema/requests.ts';

/** Whether a request name fits a pattern in which `*` stands for any text, the empty one included. */
export function matches(pattern: string, name: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  if (parts.length === 0) return name === pattern;
  if (!name.startsWith(first)) return false;
  const last = parts.pop() ?? '';
  let from = first.length;
  for (const part of parts) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
}

/** Whether an objective holds for the requests of this name. */
export function appliesTo(
  { requests, except }: Pick<RequestsObjective, 'requests' | 'except'>,
  name: string,
): boolean {
  return fits(requests, except, [name, ...urlIn(name)]);
}

/** Whether an objective holds for this check of a script's own. */
export function appliesToCheck(
  { checks, except }: Pick<ChecksObjective, 'checks' | 'except'>,
  name: string,
): boolean {
  return fits(checks, except, [name]);
}

/**
 * Whether one of the patterns fits and none of the exceptions.
 * @param names what the same thing may be called
 */
export function fits(
  patterns: readonly string[],
  except: readonly string[],
  names: readonly string[],
): boolean {
  const isIn = (list: readonly string[]): boolean =>
    list.some((pattern) => names.some((name) => matches(pattern, name)));
  return isIn(patterns) && !isIn(except);
}

/** The URL of `GET https://...`, for objectives that are for both. */
function urlIn(name: string): string[] {
  const url = /^[A-Z]+ (https?:\/\/.*)$/s.exec(name)?.[1];
  return url === undefined ? [] : [url];
}
