import { errors, jwtVerify, SignJWT } from 'jose';
import { staffRoles } from '../../tenants-file.ts';
import type { StaffMember } from './grant.ts';

export const tokenSeconds = 3600;
const issuer = 'bilancia-pms';

/** A signed token (HS256) for one tenant's staff. `now` is in milliseconds. */
export function signToken(
  member: StaffMember,
  tenant: string,
  signingKey: string,
  now: number,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({ role: member.role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(tenant)
    .setSubject(member.name)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + tokenSeconds)
    .sign(keyOf(signingKey));
}

/** Whom a token speaks for, or why it is worth nothing here. */
export async function verifyToken(
  token: string,
  tenant: string,
  signingKey: string,
  now: number,
): Promise<StaffMember | { readonly refused: string }> {
  try {
    const { payload } = await jwtVerify(token, keyOf(signingKey), {
      algorithms: ['HS256'],
      issuer,
      audience: tenant,
      currentDate: new Date(now),
      requiredClaims: ['sub', 'exp'],
    });
    const role = staffRoles.find((each) => each === payload['role']);
    if (role === undefined) return { refused: 'The token names no known role.' };
    return { name: payload.sub ?? '', role };
  } catch (thrown) {
    if (thrown instanceof errors.JWTExpired) return { refused: 'The token has expired.' };
    if (thrown instanceof errors.JWTClaimValidationFailed && thrown.claim === 'aud') {
      return { refused: 'The token is for another tenant.' };
    }
    if (thrown instanceof errors.JOSEError) return { refused: 'The token is not valid.' };
    throw thrown;
  }
}

const keyOf = (signingKey: string): Uint8Array => new TextEncoder().encode(signingKey);
