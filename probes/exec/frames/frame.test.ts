import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type Frame, decodeFrame, encodeFrame } from './frame.ts';

const frames = fc.record({
  messageType: fc.constantFrom('output_stream_data', 'input_stream_data', 'acknowledge', 'x'),
  schemaVersion: fc.nat(0xffff_ffff),
  createdDate: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }),
  sequence: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  flags: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  messageId: fc.uuid(),
  payloadType: fc.nat(0xffff_ffff),
  payload: fc.uint8Array({ maxLength: 3_000 }).map((bytes) => Buffer.from(bytes)),
}) satisfies fc.Arbitrary<Frame>;

describe('a frame', () => {
  test.prop([frames])('is read as it was written', (frame) => {
    const read = decodeFrame(encodeFrame(frame));
    expect(read).toEqual({ ...frame, headerLength: 116, payloadLength: frame.payload.length });
  });

  test.prop([frames, fc.nat(), fc.integer({ min: 1, max: 255 })])(
    'with any byte of its payload changed is found out',
    (frame, place, change) => {
      fc.pre(frame.payload.length > 0);
      const bytes = encodeFrame(frame);
      const where = 120 + (place % frame.payload.length);
      bytes[where] = (bytes[where] ?? 0) ^ change;
      expect(decodeFrame(bytes)?.problem).toBe('the digest is not that of the payload');
    },
  );

  test.prop([fc.uint8Array({ maxLength: 400 })])(
    'of any bytes at all makes nothing fail',
    (bytes) => {
      const read = decodeFrame(Buffer.from(bytes));
      expect(bytes.length < 120 ? read : undefined).toBeUndefined();
    },
  );

  test.prop([frames, fc.nat(), fc.nat(0xffff_ffff)])(
    'with a wild header length makes nothing fail',
    (frame, _, headerLength) => {
      const bytes = encodeFrame(frame);
      bytes.writeUInt32BE(headerLength, 0);
      const read = decodeFrame(bytes);
      expect(read === undefined).toBe(headerLength + 4 > bytes.length);
    },
  );

  it('has no type of more than 32 bytes', () => {
    const frame = {
      messageType: 'x'.repeat(33),
      schemaVersion: 1,
      createdDate: 1n,
      sequence: 0n,
      flags: 0n,
      messageId: '01234567-89ab-4cde-8f01-fedcba987601',
      payloadType: 1,
      payload: Buffer.alloc(0),
    };
    expect(() => encodeFrame(frame)).toThrow('a message type has 32 bytes at most, and not 33');
  });
});
