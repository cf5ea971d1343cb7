import { expect, it } from 'vitest';
import { decoded } from './read-file.ts';

it.each([
  ['UTF-8', Buffer.from('è: 1')],
  ['UTF-8 with a byte order mark', Buffer.from('\uFEFFè: 1')],
  ['UTF-16, which PowerShell writes', Buffer.from('\uFEFFè: 1', 'utf16le')],
])('a text may be in %s', (_encoding, bytes) => {
  expect(decoded(bytes)).toBe('è: 1');
});
