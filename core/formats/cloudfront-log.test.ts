import { fc, it as property } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { parseEdgeLogLine } from './cloudfront-log.ts';

/** As AWS shows a line of its own log: 33 fields, and none of ours. */
const line =
  '2019-12-04\t21:02:31\tLAX1\t392\t192.0.2.100\tGET\td111111abcdef8.cloudfront.net\t/index.html\t200\t-\tMozilla/5.0\t-\t-\tHit\tSOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==\td111111abcdef8.cloudfront.net\thttps\t23\t0.001\t-\tTLSv1.2\tECDHE-RSA-AES128-GCM-SHA256\tHit\tHTTP/2.0\t-\t-\t11040\t0.001\tHit\ttext/html\t78\t-\t-';

it('reads what CloudFront writes', () => {
  expect(parseEdgeLogLine(line)).toEqual({
    at: Date.UTC(2019, 11, 4, 21, 2, 31),
    distribution: 'd111111abcdef8.cloudfront.net',
    method: 'GET',
    status: 200,
    result: 'Hit',
    sentBytes: 392,
    receivedBytes: 23,
    firstByteSeconds: 0.001,
    firewall: undefined,
    firewallKeys: [],
  });
});

it('reads what our edge adds', () => {
  expect(parseEdgeLogLine(`${line}\tBLOCK:per-address\t0:31,1:32`)).toMatchObject({
    firewall: { action: 'BLOCK', rule: 'per-address' },
    firewallKeys: ['0:31', '1:32'],
  });
  expect(parseEdgeLogLine(`${line}\t-\t-`)).toMatchObject({
    firewall: undefined,
    firewallKeys: [],
  });
});

it('tells a visitor who left before the answer', () => {
  const left = line.replace('\t200\t', '\t000\t').replace('\t0.001\tHit\ttext', '\t-\tHit\ttext');
  expect(parseEdgeLogLine(left)).toMatchObject({ status: 0, firstByteSeconds: undefined });
});

it.each([
  '',
  '#Version: 1.0',
  '#Fields: date time',
  line.slice(0, 200),
  line.replace('\t200\t', '\t-\t'),
])('takes no line for one that is not whole: %j', (text) => {
  expect(parseEdgeLogLine(text)).toBeUndefined();
});

property.prop([fc.nat(line.length - 1)])('cut anywhere before its last field it is none', (at) => {
  const cut = line.slice(0, at);
  if (cut.split('\t').length < 33) expect(parseEdgeLogLine(cut)).toBeUndefined();
  else expect(parseEdgeLogLine(cut)).toMatchObject({ status: 200 });
});
