import { expect, it } from 'vitest';
import type { Stray } from '../../engine.ts';
import { straysOf } from './strays.ts';

type Own = Parameters<typeof straysOf>[1];

/** All that is told of what a run sees. */
function told(
  own: Own,
  see: (strays: ReturnType<typeof straysOf>) => void,
  confined = true,
): { strays: Stray[]; addresses: string[] } {
  const strays: Stray[] = [];
  const addresses: string[] = [];
  const sink = {
    stray: (stray: Stray) => void strays.push(stray),
    address: (address: string) => void addresses.push(address),
  };
  see(straysOf(confined, own, sink));
  return { strays, addresses };
}

const none = { blacklist: [], hosts: {} };
const refusal =
  'Get "http://shop.example/a": IP (192.0.2.1) is in a blacklisted range (128.0.0.0/1)';
const refusal6 = 'dial: IP (fd00::2) is in a blacklisted range (8000::/1)';
const place = (host: string | null): { host: string | null; address: null } => ({
  host,
  address: null,
});

it('tells of what the log says was refused by our ranges', () => {
  const { strays } = told(none, ({ seeLog }) => {
    seeLog(refusal);
    seeLog(refusal6);
    seeLog('something else');
  });
  expect(strays).toEqual([
    { host: 'shop.example:80', kept: true, isCertain: true },
    { host: 'fd00::2', kept: true, isCertain: true },
  ]);
});

it("tells nothing of what the script's own ranges refused", () => {
  const own = { blacklist: ['192.0.2.0/24', '8000::/1'], hosts: {} };
  const { strays } = told(own, ({ seeLog, seePlace }) => {
    seeLog(refusal.replace('128.0.0.0/1', '192.0.2.0/24'));
    seeLog(refusal6);
    seePlace(place(null), 'refused');
  });
  expect(strays).toEqual([]);
});

it('tells of requests that were refused and of browsers by their points', () => {
  const { strays } = told(undefined, ({ seePlace }) => {
    seePlace(place(null), 'refused');
    seePlace(place('shop.example:80'), 'refused');
    seePlace(place('shop.example:80'), 'request');
    seePlace(place('fonts.example:443'), 'by browser');
  });
  expect(strays).toEqual([
    { host: 'a host that k6 does not name', kept: true, isCertain: true },
    { host: 'shop.example:80', kept: true, isCertain: true },
    { host: 'fonts.example:443', kept: false, isCertain: false },
  ]);
});

it('tells of sessions elsewhere, unless the script says itself where names lead', () => {
  const see = ({ seePlace }: ReturnType<typeof straysOf>): void =>
    seePlace(place('live.example:443'), 'session');
  expect(told(none, see).strays).toEqual([
    { host: 'live.example:443', kept: true, isCertain: false },
  ]);
  expect(told({ ...none, hosts: { 'a.example': '127.0.0.1' } }, see).strays).toEqual([]);
});

it('tells addresses of every run, and strays of none that may go anywhere', () => {
  const see = ({ seeLog, seePlace }: ReturnType<typeof straysOf>): void => {
    seeLog(refusal);
    seePlace({ host: null, address: '10.0.0.1' }, 'request');
    seePlace(place('fonts.example:443'), 'by browser');
  };
  expect(told(none, see, false)).toEqual({ strays: [], addresses: ['10.0.0.1'] });
});
