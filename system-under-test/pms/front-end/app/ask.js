import { unreachable, wordsFor } from './words.js';

/**
 * What comes back, whether it is what was asked for or a refusal.
 * @param {string} path
 * @param {RequestInit} [init]
 */
export async function exchange(path, init) {
  try {
    const response = await fetch(path, init);
    return { isOk: response.ok, body: await response.json() };
  } catch (cause) {
    // No answer, or one that is not the service's own, such as a load balancer's.
    throw new Error(unreachable, { cause });
  }
}

/**
 * What the service answers; what went wrong it tells programs as RFC 9457 has it, and people in their words.
 * @param {string} path
 * @param {RequestInit} [init]
 */
export async function ask(path, init) {
  const { isOk, body } = await exchange(path, init);
  if (!isOk) throw new Error(wordsFor(body));
  return body;
}

/**
 * @param {string} path
 * @param {object} body
 * @param {Record<string, string>} [headers]
 */
export const post = (path, body, headers = {}) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
