import { hostNamed } from '../../core/host.ts';

/** A line of `/proc/PID/net/tcp` or `tcp6` (proc_pid_net(5)). */
export interface Socket {
  readonly localPort: number;
  /** `address:port`, an IPv6 address in brackets and its shortest form; one that stands for an IPv4 address is that. */
  readonly remote: string;
  /** As the kernel numbers them; 10 listens. */
  readonly state: number;
  /** 0 of what no process has any more. */
  readonly inode: string;
}

const listens = 10;

export function isListening({ state }: Socket): boolean {
  return state === listens;
}

/** Reads a whole table, headline included. */
export function parseSockets(table: string): Socket[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', remote = '', state = '', , , , , , inode = ''] = line
        .trim()
        .split(/\s+/);
      if (inode === '') return [];
      return [{ localPort: portIn(local), remote: placeIn(remote), state: hex(state), inode }];
    });
}

function placeIn(field: string): string {
  const [address = ''] = field.split(':');
  return `${addressIn(address)}:${portIn(field)}`;
}

function portIn(field: string): number {
  return hex(field.split(':')[1] ?? '');
}

function hex(digits: string): number {
  return Number.parseInt(digits, 16);
}

/** The kernel writes addresses as words of 32 bits in the machine's own order: from the lowest byte on. */
function addressIn(digits: string): string {
  const words = digits.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).toReversed());
  if (bytes.length === 4) return dotted(bytes);
  const text = bytes.join('').toLowerCase();
  if (text.startsWith('00000000000000000000ffff')) return dotted(bytes.slice(12));
  const long = `[${(text.match(/.{4}/g) ?? []).join(':')}]`;
  return hostNamed(long) ?? long;
}

function dotted(bytes: readonly string[]): string {
  return bytes.map(hex).join('.');
}
