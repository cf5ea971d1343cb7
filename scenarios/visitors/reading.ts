import type { Session } from './session.ts';
import type { Reply, RequestName, RequestStep } from './steps.ts';

/** An identifier as text: APIs give them as text or as numbers. */
export function asId(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** A page that is only looked at. */
export function look(name: RequestName, path: string): RequestStep {
  return { kind: 'request', name, method: 'GET', path, expected: [200], reads: false };
}

/** A GET whose JSON answer is read. */
export function get(name: RequestName, path: string): RequestStep {
  return { kind: 'request', name, method: 'GET', path, expected: [200], reads: true };
}

/** Takes the answer to a request that reads, and looks through it for rows of another tenant. */
export function hear(session: Session, name: RequestName, reply: Reply | undefined): Reply {
  if (reply === undefined) throw new TypeError('A request step must be fed with a reply.');
  const tenant = reply.at('tenant');
  if (reply.status === 0 || tenant === undefined) return reply;
  session.isolationChecked += 1;
  if (tenant !== session.catalogue.tenant)
    session.foreign.push(`${name}: row of tenant ${asId(tenant) ?? 'of no name'}`);
  const property = reply.at('property');
  if (
    typeof property === 'string' &&
    !session.catalogue.properties.some((own) => own.code === property)
  ) {
    session.foreign.push(`${name}: property ${property}`);
  }
  return reply;
}

/** Query string with its values escaped, without the question mark. */
export function query(parameters: Readonly<Record<string, string | number>>): string {
  let text = '';
  for (const name in parameters)
    text += `${text === '' ? '' : '&'}${name}=${encodeURIComponent(parameters[name] ?? '')}`;
  return text;
}
