import http from 'k6/http';

export const options = { vus: 2, iterations: 12, batch: 4, batchPerHost: 2 };

export default function () {
  const base = __ENV.BASE_URL;
  const [first] = http.batch([
    `${base}/ok`,
    ['POST', `${base}/echo`, 'tent', { tags: { name: 'buy' } }],
    { method: 'PUT', url: `${base}/echo`, body: 'tent', params: { tags: { name: 'change' } } },
  ]);
  const { style } = http.batch({ style: `${base}/ok?style`, picture: `${base}/ok?picture` });
  if (first?.status !== 200 || style?.status !== 200) throw new Error('not answered');
}
