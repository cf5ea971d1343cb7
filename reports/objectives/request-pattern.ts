import type { Objective } from './schema.ts';

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
export function appliesTo(objective: Objective, name: string): boolean {
  const fits = (pattern: string): boolean => matches(pattern, name);
  return objective.requests.some(fits) && !objective.except.some(fits);
}
