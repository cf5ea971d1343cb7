/** A path of keys and indices as one writes it in code: `objectives[0].p95`; '' of no path. */
export function keyPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
