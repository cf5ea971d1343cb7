/** Pages at a constant rate, whatever the system does, so that both sides of a comparison get the same. */
import http from 'k6/http';
import type { Options } from 'k6/options';

interface Pages {
  readonly rate: number;
  readonly seconds: number;
  readonly host: string;
  readonly pages: readonly { readonly name: string; readonly path: string }[];
}

const asked: Pages = JSON.parse(__ENV['PAGES'] ?? '');
const { rate, seconds, host, pages } = asked;

export const options: Options = {
  systemTags: ['name', 'status', 'method', 'url', 'error', 'error_code', 'expected_response'],
  discardResponseBodies: true,
  scenarios: {
    pages: {
      executor: 'constant-arrival-rate',
      rate,
      timeUnit: '1s',
      duration: `${seconds}s`,
      preAllocatedVUs: rate,
      maxVUs: 2 * rate,
    },
  },
};

let turn = 0;

export default function (): void {
  turn += 1;
  const page = pages[(turn + __VU) % pages.length];
  if (page === undefined) return;
  http.get(`${__ENV['BILANCIA_BASE_URL']}${page.path}`, {
    headers: { Host: host },
    tags: { name: page.name },
  });
}
