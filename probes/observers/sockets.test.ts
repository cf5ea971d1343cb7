import { expect, it } from 'vitest';
import { isListening, parseSockets } from './sockets.ts';

const head =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const rest = '00000000:00000000 00:00000000 00000000     0        0';

it('reads where sockets lead, of both versions of IP', () => {
  const lines = [
    `   0: 0100007F:1F90 00000000:0000 0A ${rest} 11 1 0`,
    `   1: 0100007F:D2C4 0101007F:1F90 01 ${rest} 12 1 0`,
    `   2: 00000000000000000000000001000000:D2C4 00000000000000000000000001000000:0050 01 ${rest} 13`,
    `   3: 0000000000000000FFFF00000100007F:D2C4 0000000000000000FFFF00000100007F:01BB 06 ${rest} 0`,
  ];
  const sockets = parseSockets([head, ...lines, ''].join('\n'));
  expect(sockets).toEqual([
    { localPort: 8080, remote: '0.0.0.0:0', state: 10, inode: '11' },
    { localPort: 53_956, remote: '127.0.1.1:8080', state: 1, inode: '12' },
    { localPort: 53_956, remote: '[::1]:80', state: 1, inode: '13' },
    { localPort: 53_956, remote: '127.0.0.1:443', state: 6, inode: '0' },
  ]);
  expect(sockets.map(isListening)).toEqual([true, false, false, false]);
});
