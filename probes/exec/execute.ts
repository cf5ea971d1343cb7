import { randomBytes, randomUUID } from 'node:crypto';
import { type ExitStatus, marked, openMarkedOutput } from './mark.ts';
import { type SessionEnd, openSession } from './session/session.ts';

/** Where a session is to be had: what ECS ExecuteCommand gives, or a local agent. */
export interface OpenedSession {
  readonly streamUrl: string;
  readonly tokenValue: string;
}

/** Starts a command in a container. Amazon's answer is that of ecs:ExecuteCommand. */
export type StartCommand = (command: string) => Promise<OpenedSession>;

export interface Executed {
  readonly status: ExitStatus;
  /** Why the session ended before the command did; empty when it did not. */
  readonly problem: string;
}

const tickMs = 100;

/**
 * Runs a command in a container and streams its output, to the last byte and in order. The status is that of the command,
 * `unknown` without its mark.
 */
export async function execute(
  start: StartCommand,
  command: string,
  onOutput: (bytes: Buffer) => void,
  interrupted: AbortSignal,
): Promise<Executed> {
  const nonce = randomBytes(12).toString('hex');
  const output = openMarkedOutput(nonce);
  const emit = (bytes: Buffer): void => {
    if (bytes.length > 0) onOutput(bytes);
  };
  const opened = await start(marked(command, nonce));
  const { problem, exitCode } = await converse(
    opened,
    (bytes) => emit(output.take(bytes)),
    interrupted,
  );
  emit(output.rest());
  const status = output.status();
  return { status: status === 'unknown' ? (exitCode ?? status) : status, problem };
}

function converse(
  { streamUrl, tokenValue }: OpenedSession,
  onOutput: (bytes: Buffer) => void,
  interrupted: AbortSignal,
): Promise<SessionEnd> {
  return new Promise((resolve) => {
    const socket = new WebSocket(streamUrl);
    socket.binaryType = 'arraybuffer';
    const session = openSession({
      transmit: (bytes) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
      },
      now: Date.now,
      onOutput,
      onEnd: (end) => {
        clearInterval(timer);
        interrupted.removeEventListener('abort', stop);
        socket.close();
        resolve(end);
      },
    });
    const stop = (): void => session.lost('interrupted');
    const timer = setInterval(session.tick, tickMs);
    interrupted.addEventListener('abort', stop, { once: true });
    socket.addEventListener('open', () => {
      isOpen = true;
      socket.send(
        JSON.stringify({
          MessageSchemaVersion: '1.0',
          RequestId: randomUUID(),
          TokenValue: tokenValue,
          ClientId: randomUUID(),
          ClientVersion: '1.2.0.0',
        }),
      );
    });
    socket.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) session.receive(Buffer.from(data));
    });
    let isOpen = false;
    const lose = (): void =>
      session.lost(
        isOpen ? 'the connection ended before the command' : 'the connection to the agent failed',
      );
    socket.addEventListener('close', lose);
    socket.addEventListener('error', lose);
    if (interrupted.aborted) stop();
  });
}
