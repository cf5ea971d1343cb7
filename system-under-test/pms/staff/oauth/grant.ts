import { hash, timingSafeEqual } from 'node:crypto';
import type { StaffRole, TenantEntry } from '../../tenants-file.ts';

/** Who a token speaks for. */
export interface StaffMember {
  readonly name: string;
  readonly role: StaffRole;
}

/** An error response of the token endpoint (RFC 6749, section 5.2). */
export interface GrantError {
  readonly error:
    | 'invalid_request'
    | 'invalid_client'
    | 'invalid_grant'
    | 'unauthorized_client'
    | 'unsupported_grant_type'
    | 'invalid_scope';
  readonly description: string;
}

type Grant = StaffMember | GrantError;
type Accounts = TenantEntry['staff'];

const fail = (error: GrantError['error'], description: string): GrantError => ({
  error,
  description,
});

/**
 * Decides a token request.
 *
 * @param form the request's body; a parameter without a value counts as absent (RFC 6749, section 3.2)
 * @param authorization the `Authorization` header, where clients may name themselves by HTTP Basic (section 2.3.1)
 */
export function decideGrant(
  form: URLSearchParams,
  authorization: string | undefined,
  accounts: Accounts,
): Grant {
  const names = [...form.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    return fail('invalid_request', `The parameter ${repeated} is repeated.`);
  const given = (name: string): string | undefined => form.get(name) || undefined;
  const scope = given('scope');
  const grant = grantOf(given, authorization, accounts);
  if ('error' in grant || scope === undefined || scope === grant.role) return grant;
  return fail('invalid_scope', `The only scope of this account is "${grant.role}".`);
}

type Given = (name: string) => string | undefined;

function grantOf(given: Given, authorization: string | undefined, accounts: Accounts): Grant {
  switch (given('grant_type')) {
    case undefined:
      return fail('invalid_request', 'The parameter grant_type is missing.');
    case 'password':
      return byPassword(given, accounts);
    case 'client_credentials':
      return byClient(given, authorization, accounts);
    default:
      return fail('unsupported_grant_type', 'Supported: password, client_credentials.');
  }
}

function byPassword(given: Given, { users }: Accounts): Grant {
  const [username, password] = [given('username'), given('password')];
  if (username === undefined || password === undefined) {
    return fail('invalid_request', 'The parameters username and password are needed.');
  }
  const user = users.find((each) => each.username === username);
  // An unknown name costs the same comparison as a known one.
  const right = sameSecret(user?.password ?? '', password);
  if (!user || !right) return fail('invalid_grant', 'The user name or the password is wrong.');
  return { name: user.username, role: user.role };
}

function byClient(given: Given, authorization: string | undefined, { clients }: Accounts): Grant {
  const basic = authorization === undefined ? undefined : readBasic(authorization);
  if (basic && given('client_secret') !== undefined) {
    return fail('invalid_request', 'The client names itself in two ways.');
  }
  const [id, secret] = basic ?? [given('client_id'), given('client_secret')];
  const client = clients.find((each) => each.id === id);
  const right = sameSecret(client?.secret ?? '', secret ?? '');
  if (!client || !right)
    return fail('invalid_client', 'The client is unknown or its secret is wrong.');
  return { name: client.id, role: client.role };
}

/** Id and secret of HTTP Basic, each form-encoded first, as RFC 6749 asks. */
export function readBasic(authorization: string): readonly [string, string] | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return [formDecode(text.slice(0, colon)), formDecode(text.slice(colon + 1))];
}

function formDecode(part: string): string {
  return new URLSearchParams(`v=${part}`).get('v') ?? '';
}

/** Compares in a time that tells nothing about where the two differ. */
function sameSecret(expected: string, given: string): boolean {
  return timingSafeEqual(digest(expected), digest(given)) && expected !== '';
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');
