/** Figures as people read them: enough digits to compare, units always, thousands parted by commas. */

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `12,345`. */
export function count(value: number): string {
  return grouped.format(value);
}

/** `1 request`, `12 requests`; irregular plurals are given. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Milliseconds: `0.42 ms`, `4.2 ms`, `215 ms`, `1,204 ms`. */
export function milliseconds(value: number): string {
  return `${significant(value)} ms`;
}

/** Three significant digits, and whole numbers from 100 up. */
export function significant(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return count(value);
  return value.toFixed(size >= 10 ? 1 : 2);
}

/** A fraction: `0 %`, `0.012 %`, `4.2 %`, `99.5 %`, `100 %`. */
export function percent(fraction: number): string {
  // Without the last digits, in which 0.05 * 6 is not 0.3.
  const value = Number((fraction * 100).toPrecision(12));
  if (value === 0 || Number.isInteger(value)) return `${value} %`;
  if (value >= 10) return `${value.toFixed(1)} %`;
  return `${Number(value.toPrecision(2))} %`;
}

/** A moment counted from another, `+1:05` or `+1:02:05`. */
export function offset(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0
    ? `+${hours}:${two(minutes)}:${two(whole % 60)}`
    : `+${minutes}:${two(whole % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Bytes in binary units: `512 B`, `2.41 KiB`, `412 MiB`, `2.61 GiB`. */
export function bytes(value: number): string {
  const power = Math.min(3, Math.floor(Math.log2(Math.max(1, value)) / 10));
  const unit = ['B', 'KiB', 'MiB', 'GiB'][power] ?? 'B';
  return power === 0 ? `${count(value)} B` : `${significant(value / 2 ** (10 * power))} ${unit}`;
}

/** `a`, `a and b`, `a, b and c`; after `most` names the rest is counted. */
export function list(names: readonly string[], most = 5): string {
  const shown =
    names.length > most
      ? [...names.slice(0, most - 1), `${names.length - most + 1} more`]
      : [...names];
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
