/**
 * Everything that is not this machine, as ranges for k6's `--blacklist-ip`: so a script that was let loose on a system
 * nobody confirmed does not reach it even once. To watch its points instead would end it a second or two too late, and
 * they do not tell the host of a request that has a name. k6 asks the list of every address before it connects, after
 * names are resolved and after its option `hosts`: redirects, setup(), WebSockets and gRPC included. Only a browser
 * connects by itself, and is watched.
 */
export const elsewhere: readonly string[] = [
  ...rangesOutside([127, 0, 0, 0], 8).map((range) => inWords(range, '.', ipv4Part, 1)),
  ...rangesOutside([...Array.from({ length: 15 }, () => 0), 1], 128).map((range) =>
    inWords(range, ':', ipv6Part, 2),
  ),
];

/** What a log says of a connection that the list kept from being made. */
export interface Refused {
  /** As k6 tells it, without its query; undefined where it does not. */
  readonly url: string | undefined;
  readonly address: string;
  readonly range: string;
}

const refusal =
  /\bIP \((?<address>[\d.:a-f]+)\) is in a blacklisted range \((?<range>[\d.:a-f]+\/\d+)\)/;
const requested = /"(?<url>\w+:\/\/[^"?]+)[^"]*": /;

/** Reads a line of k6's own log; undefined when it is of something else. */
export function refusedIn(text: string): Refused | undefined {
  const { address, range } = refusal.exec(text)?.groups ?? {};
  if (address === undefined || range === undefined) return undefined;
  return { url: requested.exec(text)?.groups?.['url'], address, range };
}

interface Range {
  readonly bytes: readonly number[];
  readonly length: number;
}

/** The ranges that together are all but the one of this address and length: the other half of every half that has it. */
function rangesOutside(address: readonly number[], length: number): Range[] {
  return Array.from({ length }, (_, bit) => ({
    bytes: address.map((byte, index) => halfOf(byte, bit - index * 8)),
    length: bit + 1,
  }));
}

/** A byte up to the bit given, that one turned over; bit 0 is the highest. */
function halfOf(byte: number, bit: number): number {
  if (bit < 0) return 0;
  if (bit > 7) return byte;
  const turned = byte ^ (0x80 >> bit);
  return turned & (0xff << (7 - bit)) & 0xff;
}

function inWords(
  { bytes, length }: Range,
  separator: string,
  part: (bytes: readonly number[]) => string,
  bytesOfPart: number,
): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += bytesOfPart)
    parts.push(part(bytes.slice(at, at + bytesOfPart)));
  return `${parts.join(separator)}/${length}`;
}

function ipv4Part([byte = 0]: readonly number[]): string {
  return String(byte);
}

function ipv6Part([high = 0, low = 0]: readonly number[]): string {
  return (high * 256 + low).toString(16);
}
