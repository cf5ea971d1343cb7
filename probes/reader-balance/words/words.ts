/** `41 %`, and one digit more below 10. */
export function percent(fraction: number): string {
  const value = fraction * 100;
  return `${value >= 10 || value === 0 ? Math.round(value) : value.toFixed(1)} %`;
}

/** `p = 0.21`, `p < 0.001`. */
export function pValue(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
}

/** `db-2 76 %, db-3 24 %`. */
export function sharesInWords(ids: readonly string[], values: readonly number[]): string {
  const total = values.reduce((sum, value) => sum + value, 0);
  const share = (value: number): string => percent(total === 0 ? 0 : value / total);
  return ids.map((id, reader) => `${id} ${share(values[reader] ?? 0)}`).join(', ');
}

/** Three digits at most: `0.14`, `4.4`, `117`. */
export function figure(value: number): string {
  return String(Number(value.toPrecision(value >= 100 ? Math.ceil(Math.log10(value + 1)) : 2)));
}
