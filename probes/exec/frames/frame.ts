import { createHash } from 'node:crypto';

/** A message of the SSM agent's protocol, the one that ECS Exec speaks once its WebSocket is open. */
export interface Frame {
  /** `output_stream_data`, `input_stream_data`, `acknowledge`, `channel_closed`, ...; others are possible. */
  readonly messageType: string;
  readonly schemaVersion: number;
  /** Milliseconds since 1970. */
  readonly createdDate: bigint;
  /** Signed, from 0 in each direction. */
  readonly sequence: bigint;
  /** Bit 0 SYN, bit 1 FIN. */
  readonly flags: bigint;
  /** As text, `01234567-89ab-...`. */
  readonly messageId: string;
  readonly payloadType: number;
  readonly payload: Buffer;
}

/** A frame as it was read, with what is wrong with it. */
export interface ReadFrame extends Frame {
  /** Bytes 0 to 3, which tell where the payload begins, and 116 to 119, which nobody relies on. */
  readonly headerLength: number;
  readonly payloadLength: number;
  /** Why it must not be used: the payload is not what was sent, or a field is missing. */
  readonly problem?: string;
}

const at = {
  headerLength: 0,
  messageType: 4,
  schemaVersion: 36,
  createdDate: 40,
  sequence: 48,
  flags: 56,
  messageId: 64,
  digest: 80,
  payloadType: 112,
  payloadLength: 116,
  payload: 120,
} as const;
const typeBytes = 32;
const idBytes = 16;
const digestBytes = 32;

/** Control messages of which the agent checks nothing. */
const unchecked: ReadonlySet<string> = new Set(['start_publication', 'pause_publication']);

/** The bytes of a frame, all numbers big-endian. @throws RangeError for a type of more than 32 bytes */
export function encodeFrame(frame: Frame): Buffer {
  const type = Buffer.from(frame.messageType, 'utf8');
  if (type.length > typeBytes)
    throw new RangeError(`a message type has 32 bytes at most, and not ${type.length}`);
  const bytes = Buffer.alloc(at.payload + frame.payload.length);
  bytes.writeUInt32BE(at.payloadLength, at.headerLength);
  bytes.fill(' ', at.messageType, at.schemaVersion);
  type.copy(bytes, at.messageType);
  bytes.writeUInt32BE(frame.schemaVersion, at.schemaVersion);
  bytes.writeBigUInt64BE(frame.createdDate, at.createdDate);
  bytes.writeBigInt64BE(frame.sequence, at.sequence);
  bytes.writeBigUInt64BE(frame.flags, at.flags);
  halvesSwapped(Buffer.from(frame.messageId.replaceAll('-', ''), 'hex')).copy(bytes, at.messageId);
  digestOf(frame.payload).copy(bytes, at.digest);
  bytes.writeUInt32BE(frame.payloadType, at.payloadType);
  bytes.writeUInt32BE(frame.payload.length, at.payloadLength);
  frame.payload.copy(bytes, at.payload);
  return bytes;
}

/**
 * Reads a frame. The payload goes from where the header ends to the end of the bytes, whatever length is written.
 * @returns undefined for bytes that are too few, or whose header would end beyond them
 */
export function decodeFrame(bytes: Buffer): ReadFrame | undefined {
  if (bytes.length < at.payload) return undefined;
  const headerLength = bytes.readUInt32BE(at.headerLength);
  if (headerLength + 4 > bytes.length) return undefined;
  const frame = {
    headerLength,
    messageType: textOf(bytes.subarray(at.messageType, at.schemaVersion)),
    schemaVersion: bytes.readUInt32BE(at.schemaVersion),
    createdDate: bytes.readBigUInt64BE(at.createdDate),
    sequence: bytes.readBigInt64BE(at.sequence),
    flags: bytes.readBigUInt64BE(at.flags),
    messageId: idOf(bytes.subarray(at.messageId, at.messageId + idBytes)),
    payloadType: bytes.readUInt32BE(at.payloadType),
    payloadLength: bytes.readUInt32BE(at.payloadLength),
    payload: bytes.subarray(headerLength + 4),
  };
  const problem = problemOf(frame, bytes.subarray(at.digest, at.digest + digestBytes));
  return problem === undefined ? frame : { ...frame, problem };
}

function problemOf(
  { messageType, headerLength, createdDate, payloadLength, payload }: ReadFrame,
  digest: Buffer,
): string | undefined {
  if (unchecked.has(messageType)) return undefined;
  if (headerLength === 0) return 'the header has no length';
  if (messageType === '') return 'there is no message type';
  if (createdDate === 0n) return 'the time of its making is missing';
  if (payloadLength !== 0 && !digestOf(payload).equals(digest))
    return 'the digest is not that of the payload';
  return undefined;
}

/** NULs around the text first, then white space, as the agent's own reader does. */
function textOf(bytes: Buffer): string {
  // eslint-disable-next-line no-control-regex -- NUL is what the padding may be
  return bytes
    .toString('utf8')
    .replaceAll(/^\0+|\0+$/g, '')
    .trim();
}

function idOf(bytes: Buffer): string {
  const hex = halvesSwapped(bytes).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** On the wire the second half of an id comes first. */
function halvesSwapped(id: Buffer): Buffer {
  return Buffer.concat([id.subarray(idBytes / 2), id.subarray(0, idBytes / 2)]);
}

function digestOf(payload: Buffer): Buffer {
  return createHash('sha256').update(payload).digest();
}
