import http from 'k6/http';

http.setResponseCallback(http.expectedStatuses(200, { min: 400, max: 404 }));

export const options = { vus: 1, iterations: 20, thresholds: { http_req_failed: ['rate<=0.5'] } };

export default function () {
  const base = __ENV.BASE_URL;
  http.get(`${base}/status/404`, { tags: { name: 'none' } });
  http.get(`${base}/status/409`, { tags: { name: 'taken' } });
  http.get(`${base}/status/409`, {
    responseCallback: http.expectedStatuses(409),
    tags: { name: 'taken, as expected' },
  });
  http.get(`${base}/status/201`, { tags: { name: 'made' } });
}
