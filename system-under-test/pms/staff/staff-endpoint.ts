import type { Dependencies, PmsContext } from '../framework/deps.ts';
import { type Endpoint, endpoint, type Input, type Operation } from '../framework/endpoint.ts';
import { Problem } from '../problem.ts';
import { type StaffRole, staffRoles } from '../tenants-file.ts';
import type { StaffMember } from './oauth/grant.ts';
import { verifyToken } from './oauth/token.ts';

/**
 * An endpoint for staff: a bearer token of this tenant, with `role` or a higher one, is asked for before the request is
 * even read; answers to bad tokens are those of RFC 6750, section 3.
 */
export function staffEndpoint<const O extends Operation & { audience: 'staff' }>(
  deps: Dependencies,
  role: StaffRole,
  operation: O,
  handle: (c: PmsContext, input: Input<O>, member: StaffMember) => Response | Promise<Response>,
): Endpoint {
  const members = new WeakMap<PmsContext, StaffMember>();
  const inner = endpoint(operation, (c, input) => {
    const member = members.get(c);
    if (!member) throw new Error('the request was not admitted');
    return handle(c, input, member);
  });
  return { ...inner, admit: async (c) => void members.set(c, await admitted(c, deps, role)) };
}

async function admitted(c: PmsContext, deps: Dependencies, role: StaffRole): Promise<StaffMember> {
  const tenant = c.get('tenant').id;
  const realm = `Bearer realm="${tenant}"`;
  const [, token] = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  if (token === undefined) {
    c.header('www-authenticate', realm);
    throw new Problem('unauthorized', 'The request has no bearer token.');
  }
  const { signingKey } = deps.configuration.tenantsFile;
  const member = await verifyToken(token, tenant, signingKey, deps.now());
  if ('refused' in member) {
    c.header(
      'www-authenticate',
      `${realm}, error="invalid_token", error_description="${member.refused}"`,
    );
    throw new Problem('unauthorized', member.refused);
  }
  if (staffRoles.indexOf(member.role) < staffRoles.indexOf(role)) {
    c.header('www-authenticate', `${realm}, error="insufficient_scope", scope="${role}"`);
    throw new Problem('forbidden', `This needs the role ${role}; the token has ${member.role}.`);
  }
  return member;
}
