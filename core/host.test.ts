import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { hostNamed, hostOfUrl, isAmongHosts } from './host.ts';

describe('the host of a URL', () => {
  it.each([
    ['http://127.0.0.1:8080/a?b#c', '127.0.0.1:8080'],
    ['HTTP://Shop.Example.COM/', 'shop.example.com:80'],
    ['https://shop.example.com', 'shop.example.com:443'],
    ['https://shop.example.com.:443/', 'shop.example.com:443'],
    ['http://shop.example.com:443/', 'shop.example.com:443'],
    ['wss://shop.example.com/live', 'shop.example.com:443'],
    ['ws://shop.example.com/live', 'shop.example.com:80'],
    ['http://user:****@shop.example.com/', 'shop.example.com:80'],
    ['http://[0:0:0:0:0:0:0:1]:8080/', '[::1]:8080'],
    ['http://[FD00::2]/', '[fd00::2]:80'],
    ['http://127.1/', '127.0.0.1:80'],
    ['http://shop.example.com/pitch/${}', 'shop.example.com:80'],
    ['https://bücher.example/', 'xn--bcher-kva.example:443'],
  ])('%s is %s', (url, host) => {
    expect(hostOfUrl(url)).toBe(host);
  });

  it.each([
    'search',
    '',
    '/pitch',
    '${}/pitch',
    'http://${}/pitch',
    'http://${}.example.com/',
    'http://shop:${}/',
    'http://',
    'http://shop:99999/',
    'http://a b/',
    'file:///etc/hosts',
    'GET http://shop/',
  ])('is not known of "%s"', (url) => {
    expect(hostOfUrl(url)).toBeUndefined();
  });
});

describe('a host that is named', () => {
  it.each([
    ['CDN.example.com', 'cdn.example.com'],
    ['cdn.example.com:80', 'cdn.example.com:80'],
    ['[::1]', '[::1]'],
    ['[0::1]:443', '[::1]:443'],
  ])('as %s is %s', (text, host) => {
    expect(hostNamed(text)).toBe(host);
  });

  it.each(['https://cdn.example.com', 'cdn.example.com/', 'a b', '::1', 'cdn:0', 'cdn:99999', ''])(
    'as "%s" is none',
    (text) => {
      expect(hostNamed(text)).toBeUndefined();
    },
  );

  it('without a port stands for all ports', () => {
    expect(isAmongHosts('cdn.example.com:443', ['cdn.example.com'])).toBe(true);
    expect(isAmongHosts('cdn.example.com:443', ['cdn.example.com:80'])).toBe(false);
    expect(isAmongHosts('[::1]:443', ['[::1]'])).toBe(true);
    expect(isAmongHosts('a.example.com:443', ['example.com'])).toBe(false);
  });
});

const name = fc.oneof(
  fc.domain(),
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address}]`),
);
const port = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined });
const scheme = fc.constantFrom('http', 'https', 'ws', 'wss');

test.prop([scheme, name, port, fc.webPath(), fc.boolean()])(
  'one place has one form, however its URL is written, and is among the hosts that name it',
  (protocol, host, given, path, upper) => {
    const implied = ['https', 'wss'].includes(protocol) ? 443 : 80;
    const written = upper ? host.toUpperCase() : host;
    const place = hostOfUrl(
      `${protocol}://${written}${given === undefined ? '' : `:${given}`}${path}`,
    );
    expect(place).toBe(hostOfUrl(`${protocol}://${host}:${given ?? implied}/`));
    expect(hostNamed(place ?? '')).toBe(place);
    expect(isAmongHosts(place ?? '', [hostNamed(written) ?? 'none'])).toBe(true);
    expect(hostOfUrl(`http://${place}`)).toBe(place);
  },
);
