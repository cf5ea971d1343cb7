import { hash } from 'node:crypto';
import { z } from 'zod';
import { endpoint, type Module } from '../../framework/endpoint.ts';
import { reply } from '../../framework/reply.ts';
import { decideGrant, readBasic } from './grant.ts';
import { Problem } from '../../problem.ts';
import { signInThrottle } from './throttle.ts';
import { signToken, tokenSeconds } from './token.ts';

const text = z.string().optional();

/** Only described here, and checked by hand: the errors of this endpoint are those of RFC 6749. */
const form = z.object({
  grant_type: text.describe('password or client_credentials'),
  username: text,
  password: text,
  client_id: text,
  client_secret: text,
  scope: text,
});

const token = z.object({
  tenant: z.string(),
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
  scope: z.string(),
});

const failure = z.object({ tenant: z.string(), error: z.string(), error_description: z.string() });

/** The OAuth 2.0 token endpoint (RFC 6749): staff by name and password, programs by their own credentials. */
export const oauthModule: Module = (deps) => {
  const throttle = signInThrottle(deps.now);
  return [
    endpoint(
      {
        method: 'post',
        path: '/oauth/token',
        summary: 'A staff token, valid for an hour and for this tenant only',
        tag: 'staff',
        audience: 'tenant',
        body: form,
        bodyType: 'application/x-www-form-urlencoded',
        responses: {
          200: { description: 'The token', schema: token },
          400: { description: 'An error of RFC 6749, section 5.2', schema: failure },
          401: { description: 'The client is unknown or its secret is wrong', schema: failure },
          429: { description: 'too-many-requests: `Retry-After` says when to come back' },
        },
      },
      async (c) => {
        const tenant = c.get('tenant');
        const authorization = c.req.header('authorization');
        const account = accountOf(c.get('form'), authorization, tenant.id);
        const wait = throttle.waitSeconds(account);
        if (wait > 0) {
          c.header('retry-after', String(wait));
          throw new Problem('too-many-requests', `Too many failures: try again in ${wait} s.`);
        }
        const grant = decideGrant(c.get('form'), authorization, tenant.staff);
        c.header('cache-control', 'no-store');
        c.header('pragma', 'no-cache');
        if ('error' in grant) {
          if (guesses.has(grant.error)) throttle.failed(account);
          c.get('log').notice('Refused a token', { error: grant.error });
          const body = { error: grant.error, error_description: grant.description };
          if (grant.error !== 'invalid_client') return reply(c, 400, body);
          c.header('www-authenticate', `Basic realm="${tenant.id}"`);
          return reply(c, 401, body);
        }
        const key = deps.configuration.tenantsFile.signingKey;
        return reply(c, 200, {
          access_token: await signToken(grant, tenant.id, key, deps.now()),
          token_type: 'Bearer',
          expires_in: tokenSeconds,
          scope: grant.role,
        });
      },
    ),
  ];
};

/** Errors of those who do not know a secret. */
const guesses: ReadonlySet<string> = new Set(['invalid_grant', 'invalid_client']);

/** Whose secret is tried, in few letters however many are sent. */
function accountOf(form: URLSearchParams, authorization: string | undefined, tenant: string) {
  const [client] = readBasic(authorization ?? '') ?? [];
  const given = client ?? form.get('client_id') ?? form.get('username') ?? '';
  return hash('sha256', `${tenant} ${given}`);
}
