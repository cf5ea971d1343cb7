import { BlockList, isIPv6 } from 'node:net';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { elsewhere, refusedIn } from './blacklist.ts';

/** One for each kind of address: Node takes an IPv4 address for an IPv6 one, too. */
const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
const kindOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');
for (const range of elsewhere) {
  const [address = '', length = ''] = range.split('/');
  lists[kindOf(address)].addSubnet(address, Number(length), kindOf(address));
}
const isRefused = (address: string): boolean =>
  lists[kindOf(address)].check(address, kindOf(address));

describe('the list of what is not this machine', () => {
  it.each(['127.0.0.0', '127.0.0.1', '127.255.255.255', '::1'])('has not %s', (address) => {
    expect(isRefused(address)).toBe(false);
  });

  it.each(['126.255.255.255', '128.0.0.0', '0.0.0.0', '10.0.0.1', '::', '::2', '64:ff9b::1'])(
    'has %s',
    (address) => {
      expect(isRefused(address)).toBe(true);
    },
  );

  test.prop([fc.ipV4()])('has every IPv4 address that does not begin with 127', (address) => {
    expect(isRefused(address)).toBe(!address.startsWith('127.'));
  });

  test.prop([fc.ipV6()])('has every IPv6 address but ::1', (address) => {
    const isLoopback = URL.parse(`http://[${address}]/`)?.hostname === '[::1]';
    // The two notations of an IPv4 address are one to k6, and to Node's list, which knows the range of the other.
    fc.pre(!URL.parse(`http://[${address}]/`)?.hostname.startsWith('[::ffff:'));
    expect(isRefused(address)).toBe(!isLoopback);
  });
});

describe('what k6 logs of a request that it refused', () => {
  const inRange = 'IP (192.0.2.1) is in a blacklisted range (128.0.0.0/1)';

  it.each([
    [`Request Failed: Get "http://shop.example/a?key=1": ${inRange}`, 'http://shop.example/a'],
    [`GoError: Post "https://192.0.2.1/": ${inRange}\n\tat default`, 'https://192.0.2.1/'],
    [`connection error: desc = "transport: error while dialing: ${inRange}"`, undefined],
  ])('tells its address, and its URL where that is told: %s', (text, url) => {
    expect(refusedIn(text)).toEqual({ url, address: '192.0.2.1', range: '128.0.0.0/1' });
  });

  it('is told from other lines', () => {
    expect(refusedIn('Request Failed: Get "http://shop.example/": EOF')).toBeUndefined();
  });
});
