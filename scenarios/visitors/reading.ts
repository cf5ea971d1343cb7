import type { Session } from './session.ts';
import type { Part, Reply, RequestStep } from './steps.ts';

/** An identifier as text: APIs give them as text or as numbers. */
export function asId(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Sends a request and reads its JSON answer, which is looked through for rows of another tenant. */
export function* ask(session: Session, request: Omit<RequestStep, 'kind' | 'reads'>): Part<Reply> {
  const reply = yield { kind: 'request', reads: true, ...request };
  if (reply === undefined) throw new TypeError('A request step must be fed with a reply.');
  noteTenant(session, request.name, reply);
  return reply;
}

/** Opens a page that is only looked at. */
export function* open(request: Pick<RequestStep, 'name' | 'path'>): Part<void> {
  yield { kind: 'request', method: 'GET', expected: [200], reads: false, ...request };
}

/** Query string with its values escaped, without the question mark. */
export function query(parameters: Readonly<Record<string, string | number>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

function noteTenant(session: Session, name: string, reply: Reply): void {
  const tenant = reply.at('tenant');
  if (reply.status === 0 || tenant === undefined) return;
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
}
