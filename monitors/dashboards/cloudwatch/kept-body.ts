import { knownError, reasonOf } from '../../../core/errors.ts';

/** A CloudWatch dashboard body as an object; PutDashboard takes it as JSON text. */
export type DashboardBody = Readonly<Record<string, unknown>>;

/** A body that was read from elsewhere, as an object. A text that is none is the error `bad-value`. */
export function keptBody(name: string, text: string): DashboardBody {
  const what = `The body of dashboard "${name}"`;
  const given = text.length > 60 ? `${text.slice(0, 60)}...` : text;
  try {
    const body: unknown = JSON.parse(text);
    if (isObject(body)) return body;
  } catch (thrown) {
    throw knownError('bad-value', { what, given, expected: `JSON (${reasonOf(thrown)})` }, thrown);
  }
  throw knownError('bad-value', { what, given, expected: 'a JSON object' });
}

function isObject(value: unknown): value is DashboardBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
