import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideGrant } from './grant.ts';
import { signToken, tokenSeconds, verifyToken } from './token.ts';

const accounts = {
  users: [{ username: 'reception', password: 'right', role: 'reception' as const }],
  clients: [{ id: 'channel manager', secret: 'c:&=%', role: 'manager' as const }],
};
const decide = (form: string, authorization?: string) =>
  decideGrant(new URLSearchParams(form), authorization, accounts);
const basic = (id: string, secret: string) => {
  const encode = (text: string): string => new URLSearchParams({ v: text }).toString().slice(2);
  return `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')}`;
};

describe('a token request', () => {
  it.each([
    ['', 'invalid_request'],
    ['grant_type=', 'invalid_request'],
    ['grant_type=password&grant_type=password', 'invalid_request'],
    ['grant_type=authorization_code', 'unsupported_grant_type'],
    ['grant_type=password&username=reception', 'invalid_request'],
    ['grant_type=password&username=reception&password=wrong', 'invalid_grant'],
    ['grant_type=password&username=nobody&password=right', 'invalid_grant'],
    ['grant_type=password&username=reception&password=right&scope=manager', 'invalid_scope'],
    ['grant_type=client_credentials', 'invalid_client'],
    ['grant_type=client_credentials&client_id=reception&client_secret=right', 'invalid_client'],
  ])('of "%s" is answered %s', (form, error) => {
    expect(decide(form)).toMatchObject({ error });
  });

  it('by name and password speaks for that member of staff', () => {
    const form = 'grant_type=password&username=reception&password=right';
    expect(decide(form)).toEqual({ name: 'reception', role: 'reception' });
    expect(decide(`${form}&scope=reception`)).toEqual({ name: 'reception', role: 'reception' });
  });

  it('of a client is granted in the body and in the header, but not in both', () => {
    const inBody = new URLSearchParams({ client_id: 'channel manager', client_secret: 'c:&=%' });
    const member = { name: 'channel manager', role: 'manager' };
    expect(decide(`grant_type=client_credentials&${inBody.toString()}`)).toEqual(member);
    const header = basic('channel manager', 'c:&=%');
    expect(decide('grant_type=client_credentials', header)).toEqual(member);
    expect(decide(`grant_type=client_credentials&${inBody.toString()}`, header)).toMatchObject({
      error: 'invalid_request',
    });
    expect(decide('grant_type=client_credentials', 'Basic !!!')).toMatchObject({
      error: 'invalid_client',
    });
  });

  it('with any other password is refused', () => {
    fc.assert(
      fc.property(fc.string(), (password) => {
        fc.pre(password !== 'right');
        const form = new URLSearchParams({
          grant_type: 'password',
          username: 'reception',
          password,
        });
        expect(decideGrant(form, undefined, accounts)).toHaveProperty('error');
      }),
    );
  });
});

describe('a token', () => {
  const key = 'a-signing-key-that-is-for-tests-only-and-long-enough';
  const member = { name: 'reception', role: 'reception' } as const;
  const now = Date.parse('2027-08-01T10:00:00Z');

  it('is good for an hour, its tenant and its key, as it was signed', async () => {
    const token = await signToken(member, 'riviera', key, now);
    const verify = (tenant: string, secret: string, at: number, text = token) =>
      verifyToken(text, tenant, secret, at);
    expect(await verify('riviera', key, now)).toEqual(member);
    expect(await verify('riviera', key, now + tokenSeconds * 1000 - 1)).toEqual(member);
    expect(await verify('riviera', key, now + tokenSeconds * 1000)).toEqual({
      refused: 'The token has expired.',
    });
    expect(await verify('dolomiti', key, now)).toEqual({
      refused: 'The token is for another tenant.',
    });
    expect(await verify('riviera', `${key}!`, now)).toEqual({ refused: 'The token is not valid.' });
    const unsigned = `${btoa('{"alg":"none"}')}.${token.split('.')[1]}.`;
    expect(await verify('riviera', key, now, unsigned)).toEqual({
      refused: 'The token is not valid.',
    });
    expect(await verify('riviera', key, now, 'x')).toEqual({ refused: 'The token is not valid.' });
  });
});
