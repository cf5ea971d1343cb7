/**
 * @param {typeof import('k6/http')} http
 * @param {string | undefined} base
 * @param {string} user
 */
export function home(http, base, user) {
  return http.get(`${base}/ok?user=${user}`, { tags: { name: `home of ${user}` } });
}
