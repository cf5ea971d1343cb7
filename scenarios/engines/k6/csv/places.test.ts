import { describe, expect, test } from 'vitest';
import type { Place } from './places.ts';
import { header, read, request, t } from './testing/read-text.ts';

/** A line of another metric, with its URL. */
const point = (metric: string, url: string, scenario = 'default'): string =>
  `${metric},${t}000,1.000000,,,,,,,,,${scenario},,${url},,\n`;

describe('where requests went', () => {
  test('is told per second by the host of their URL', () => {
    const urls = ['http://Shop:80/a', 'http://shop/b', 'https://shop/', 'http://[0::1]:8080/'];
    const { hosts } = read(`${header}\n${urls.map((url) => request(url)).join('')}`);
    const hostLines = [
      { t, host: 'shop:80', address: null, n: 2 },
      { t, host: 'shop:443', address: null, n: 1 },
      { t, host: '[::1]:8080', address: null, n: 1 },
    ];
    expect(hosts).toEqual(hostLines);
  });

  test('is not known of those that have a name, but for the address that they were sent to', () => {
    const short =
      'metric_name,timestamp,metric_value,expected_response,ip,name,scenario,status,url';
    const line = (ip: string): string => `http_req_duration,${t},1,true,${ip},book,s,200,book\n`;
    expect(read(`${header}\n${request('book')}`).hosts).toEqual([
      { t, host: null, address: null, n: 1 },
    ]);
    expect(read(`${short}\n${line('10.0.0.1')}${line('::1')}${line('10.0.0.1')}`).hosts).toEqual([
      { t, host: null, address: '10.0.0.1', n: 2 },
      { t, host: null, address: '::1', n: 1 },
    ]);
  });

  test('is told of WebSocket sessions, gRPC calls and pages of a browser, too', () => {
    const lines = [
      point('ws_sessions', 'wss://live.example/'),
      point('grpc_req_duration', '10.0.0.1:50051/shop.Offers/Get'),
      point('browser_http_req_duration', 'https://fonts.example/a.woff'),
      point('ws_msgs_sent', 'wss://live.example/'),
    ];
    expect(read(`${header}\n${lines.join('')}`).hosts).toEqual([
      { t, host: 'live.example:443', address: null, n: 1 },
      { t, host: '10.0.0.1:50051', address: null, n: 1 },
      { t, host: 'fonts.example:443', address: null, n: 1 },
    ]);
  });

  test('is kept apart for setup and teardown', () => {
    const login = request('http://a/').replace(',true,,', ',true,::setup,');
    const { hosts } = read(`${header}\n${login.replace(',default,', ',,')}${request('http://a/')}`);
    expect(hosts).toEqual([
      { t, host: 'a:80', address: null, outside: 'setup', n: 1 },
      { t, host: 'a:80', address: null, n: 1 },
    ]);
  });

  test('is told at once of a place that is new, and of a request that was refused', () => {
    const told: [Place['host'], string][] = [];
    const lines = [
      request('http://a/'),
      request('http://a/b'),
      request('book', { status: 0, code: '1110', expected: false }),
      request('book', { status: 0, code: '1110', expected: false }),
      point('browser_http_req_duration', 'http://b/'),
    ];
    read(`${header}\n${lines.join('')}`, { onPlace: ({ host }, how) => told.push([host, how]) });
    expect(told).toEqual([
      ['a:80', 'request'],
      [null, 'refused'],
      [null, 'request'],
      ['b:80', 'by browser'],
      ['b:80', 'request'],
    ]);
  });

  test('is counted as not known beyond a thousand places', () => {
    const lines = Array.from({ length: 1200 }, (_, index) => request(`http://h${index}/`));
    const { hosts } = read(`${header}\n${lines.join('')}`);
    expect(hosts).toHaveLength(1001);
    expect(hosts.find(({ host }) => host === null)?.n).toBe(200);
  });
});
