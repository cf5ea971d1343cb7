import type { Answer, Packet, Question } from 'dns-packet';
import { AUTHORITATIVE_ANSWER } from 'dns-packet';

/** What the name server knows now. Addresses are IPv4. */
export interface Zone {
  readonly writerName: string;
  readonly readerName: string;
  readonly writer: () => string;
  /** Readers that may be given out; with none of them the reader name leads to the writer, as Aurora's does. */
  readonly readers: () => readonly WeightedAddress[];
  /** Seconds that an answer may be kept. */
  readonly ttl: number;
  /** A number in [0, 1), drawn for each answer. */
  readonly random: () => number;
}

/** A reader is given out in proportion to its weight; with 0 never. */
export interface WeightedAddress {
  readonly address: string;
  readonly weight: number;
}

/** RFC 1035, 4.1.1. */
export const responseCode = {
  noError: 0,
  formatError: 1,
  serverFailure: 2,
  nameError: 3,
  notImplemented: 4,
} as const;

/** The authoritative answer to a query: one address per answer, an empty one for other types of a known name. */
export function answerTo(query: Packet, zone: Zone): Packet {
  const question = query.questions?.[0];
  if (operationOf(query) !== standardQuery) return response(query, responseCode.notImplemented);
  if (question === undefined) return response(query, responseCode.formatError);
  const address = addressOf(question.name.toLowerCase(), zone);
  if (address === undefined) return response(query, responseCode.nameError);
  return response(query, responseCode.noError, answersFor(question, address, zone.ttl));
}

function addressOf(name: string, zone: Zone): string | undefined {
  if (name === zone.writerName) return zone.writer();
  if (name !== zone.readerName) return undefined;
  return drawn(zone.readers(), zone.random()) ?? zone.writer();
}

/** One of them, for a number in [0, 1); undefined when none has a weight. */
export function drawn(readers: readonly WeightedAddress[], number: number): string | undefined {
  const able = readers.filter(({ weight }) => weight > 0);
  let left = number * able.reduce((sum, { weight }) => sum + weight, 0);
  for (const { address, weight } of able) {
    left -= weight;
    if (left < 0) return address;
  }
  // Rounding may leave a trifle of the last one's part.
  return able.at(-1)?.address;
}

function answersFor(
  { name, type, class: ofClass }: Question,
  address: string,
  ttl: number,
): Answer[] {
  return type === 'A' && (ofClass ?? 'IN') === 'IN'
    ? [{ name, type: 'A', class: 'IN', ttl, data: address }]
    : [];
}

function response(query: Packet, code: number, answers: Answer[] = []): Packet {
  return {
    type: 'response',
    ...(query.id === undefined ? {} : { id: query.id }),
    // The response code is the lowest four bits of the flags (RFC 1035, 4.1.1).
    flags: AUTHORITATIVE_ANSWER | ((query.flags ?? 0) & recursionDesired) | code,
    questions: query.questions ?? [],
    answers,
  };
}

/** Bytes of a message before its questions (RFC 1035, 4.1.1). */
const headerBytes = 12;

/** Whether a message could be a query: a reply to a reply might be answered in turn, for ever. */
export function maybeQuery(message: Buffer): boolean {
  return message.length >= headerBytes && (message.readUInt16BE(2) & isResponse) === 0;
}

/** A reply of nothing but a header, to a query that cannot be read or answered. */
export function failureOf(query: Buffer, code: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(isResponse | (query.readUInt16BE(2) & operationAndRecursion) | code, 2);
  return header;
}

const isResponse = 1 << 15;
const operationAndRecursion = 0x7900;
const recursionDesired = 1 << 8;
const standardQuery = 0;

/** Four bits of the flags (RFC 1035, 4.1.1). */
function operationOf(query: Packet): number {
  return ((query.flags ?? 0) >> 11) & 0xf;
}
