import { asId, hear } from './reading.ts';
import type { Session } from './session.ts';
import type { Part } from './steps.ts';

/** Who may sign in at which tenant, as the file that `BILANCIA_STAFF_FILE` names says it; all of it is secret. */
export interface StaffFile {
  readonly tenants: readonly { readonly id: string; readonly staff: StaffAccounts }[];
}

export interface StaffAccounts {
  /** People at the reception. */
  readonly users: readonly { readonly username: string; readonly password: string }[];
  /** Programs, which may do what a manager may. */
  readonly clients: readonly { readonly id: string; readonly secret: string }[];
}

/** Signs in as the first of the people, or of the programs; undefined where that is refused. */
export function* signIn(
  session: Session,
  accounts: StaffAccounts | undefined,
  as: 'reception' | 'program',
): Part<string | undefined> {
  const form = formOf(accounts, as);
  if (form === undefined) throw new Error('There is no account to sign in with.');
  const reply = hear(
    session,
    'sign-in',
    yield {
      kind: 'request',
      name: 'sign-in',
      method: 'POST',
      path: '/oauth/token',
      form,
      expected: [200],
      reads: true,
    },
  );
  return reply.status === 200 ? asId(reply.at('access_token')) : undefined;
}

function formOf(
  accounts: StaffAccounts | undefined,
  as: 'reception' | 'program',
): Readonly<Record<string, string>> | undefined {
  const [user, client] = [accounts?.users[0], accounts?.clients[0]];
  if (as === 'reception')
    return user && { grant_type: 'password', username: user.username, password: user.password };
  return (
    client && {
      grant_type: 'client_credentials',
      client_id: client.id,
      client_secret: client.secret,
    }
  );
}
