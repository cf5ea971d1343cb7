import crypto from 'k6/crypto';
import { check } from 'k6';
import http from 'k6/http';

export const options = { vus: 2, iterations: 20 };

export default async function () {
  await new Promise((resolve) => void setTimeout(resolve, 20));
  const signature = crypto.hmac('sha256', 'key', 'tent', 'hex');
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new Uint8Array([1, 2]));
  const headers = { 'X-Signature': signature };
  const response = http.get(`${__ENV.BASE_URL}/ok`, { headers, tags: { name: 'signed' } });
  check(response, {
    'is 200': ({ status }) => status === 200,
    'has a digest': () => digest.byteLength === 32 && signature.length === 64,
  });
}
