// Who sits at the desk. The token lives as long as the page.

import { exchange } from '../ask.js';

/** @type {string | undefined} */
let token;

export const isSignedIn = () => token !== undefined;

/** @param {URLSearchParams} account */
export async function signIn(account) {
  const body = new URLSearchParams({ grant_type: 'password', ...Object.fromEntries(account) });
  const { isOk, body: answer } = await exchange('/oauth/token', { method: 'POST', body });
  if (!isOk) throw new Error('These are not the account and password of anybody here.');
  token = answer.access_token;
}

/**
 * An answer of the service; what it refuses is thrown in its own words, which are for staff.
 *
 * @param {string} method @param {string} path @param {unknown} [body]
 */
export async function ask(method, path, body) {
  const { isOk, body: answer } = await exchange(path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!isOk) throw new Error(answer.detail ?? answer.title);
  return answer;
}

/** A step of a reservation. @param {string} id @param {string} action */
export const act = (id, action) => ask('PUT', `/booking/v1/reservation-actions/${id}/${action}`);
