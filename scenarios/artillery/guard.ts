import dns, { type LookupAddress, type LookupAllOptions } from 'node:dns';
import { appendFileSync } from 'node:fs';
import { Socket, isIP } from 'node:net';
import type { OutputLine } from './output.ts';
import { outputVariable } from './output.ts';

/**
 * Loaded before everything else into an Artillery that must not leave this machine, its workers included: no connection is
 * made to an address that is not this machine's, whatever the script does, and the first attempt is told of. Everything in
 * Node that connects does so by `Socket.connect`; a browser, which does it by itself, is not let run.
 */
interface Target {
  port?: number;
  host?: string;
  /** Of a socket in the file system; HTTP gives null. */
  path?: string | null;
  lookup?: (name: string, options: LookupAllOptions, done: Done) => void;
}
type Done = (error: Error | null, addresses: string | LookupAddress[], family?: number) => void;

const { connect } = Socket.prototype as unknown as {
  readonly connect: (this: Socket, ...args: unknown[]) => Socket;
};

Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]): Socket {
  const target = targetOf(args);
  if (target === undefined || Boolean(target.path)) return connect.apply(this, args);
  const { host = 'localhost', lookup = dns.lookup } = target;
  if (isIP(host) !== 0 && !isOfThisMachine(host)) return refuse(this, host);
  target.lookup = (name, options, done) => {
    lookup(name, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [{ address: found }] : (found ?? []);
      const isElsewhere =
        error === null && addresses.some(({ address }) => !isOfThisMachine(address));
      if (isElsewhere) tell(name);
      done(isElsewhere ? kept(name) : error, found, family);
    });
  };
  return connect.apply(this, typeof args[0] === 'number' ? [target, ...callbackIn(args)] : args);
};

/** Where it leads: the options themselves, so that what is changed in them counts; undefined for a path. */
function targetOf(args: readonly unknown[]): Target | undefined {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === 'object' && first !== null) return first;
  if (typeof first === 'string' && Number.isNaN(Number(first))) return undefined;
  const host = typeof second === 'string' ? { host: second } : {};
  return { port: Number(first), ...host };
}

function callbackIn(args: readonly unknown[]): unknown[] {
  return args.filter((arg) => typeof arg === 'function');
}

function refuse(socket: Socket, host: string): Socket {
  tell(host);
  process.nextTick(() => socket.destroy(kept(host)));
  return socket;
}

function kept(host: string): NodeJS.ErrnoException {
  const message = `${host} is not on this machine, and the run was not confirmed to leave it`;
  return Object.assign(new Error(message), { code: 'EKEPT' });
}

function isOfThisMachine(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

function tell(host: string): void {
  const path = process.env[outputVariable];
  const line: OutputLine = { kind: 'stray', host };
  if (path !== undefined) appendFileSync(path, `${JSON.stringify(line)}\n`);
}
