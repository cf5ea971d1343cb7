/** How much of a value is shown in a message. */
const most = 60;

/** A value in a message: as JSON, and short. */
export function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > most ? `${text.slice(0, most)}...` : text;
}
