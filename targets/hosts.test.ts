import { expect, it } from 'vitest';
import { addressesOf, bare, hostsOf, isThisMachine, namesOf } from './hosts.ts';

const target = {
  endpoints: { baseUrl: 'https://Booking.example.com/shop' },
  tenants: [
    { id: 'riviera', host: 'riviera.example.com', weight: 1 },
    { id: 'booking', host: 'booking.example.com:443', weight: 1 },
  ],
  alsoHosts: ['CDN.example.com', '[0::1]:8443'],
};

it('has the hosts of its base URL, its tenants and its file, each once', () => {
  expect(hostsOf(target)).toEqual([
    'booking.example.com:443',
    'riviera.example.com',
    'cdn.example.com',
    '[::1]:8443',
  ]);
});

it('has the addresses of all but its tenants, whose names may lead elsewhere', () => {
  expect(namesOf(target)).toEqual(['booking.example.com', 'cdn.example.com', '::1']);
});

it.each([
  ['127.0.0.1:8080', '127.0.0.1'],
  ['[::1]:8080', '::1'],
  ['[::1]', '::1'],
  ['shop.example', 'shop.example'],
])('takes port and brackets off %s', (host, name) => {
  expect(bare(host)).toBe(name);
});

it.each([
  ['127.9.9.9', true],
  ['::1', true],
  ['localhost', true],
  ['192.0.2.1', false],
  ['::', false],
  ['0.0.0.0', false],
])('knows whether %s is this machine', async (name, expected) => {
  expect(await isThisMachine(name)).toBe(expected);
});

it('takes an address for its own', async () => {
  expect(await addressesOf('192.0.2.1')).toEqual(['192.0.2.1']);
});
