import { randomUUID } from 'node:crypto';
import { decodeFrame, encodeFrame } from '../frames/frame.ts';
import { messageTypes, payloadTypes } from '../frames/types.ts';

/** The agent's side of one command, after its source: small messages, one sent again at a time, nothing acknowledged twice. */
export interface Agent {
  readonly receive: (bytes: Buffer) => void;
  readonly tick: () => void;
  /** What the command printed; its end. */
  readonly write: (bytes: Buffer) => void;
  readonly finish: () => void;
  /** The answer to the handshake, once there is one. */
  readonly handshake: () => string | undefined;
}

export interface AgentOptions {
  readonly transmit: (bytes: Buffer) => void;
  readonly now: () => number;
  /** All that was written is acknowledged, and the channel is closed. */
  readonly onClosed: () => void;
}

const mostBytes = 1_024;
const resendAfterMs = 200;

export function startAgent({ transmit, now, onClosed }: AgentOptions): Agent {
  const unacknowledged: { id: string; bytes: Buffer; sent: number }[] = [];
  let sequence = 0n;
  let pending = Buffer.alloc(0);
  let isFinished = false;
  let isClosed = false;
  let answer: string | undefined;

  function frame(messageType: string, payloadType: number, payload: Buffer, number: bigint) {
    const messageId = randomUUID();
    const flags = number === 0n ? 1n : 0n;
    const more = { schemaVersion: 1, createdDate: BigInt(now()), flags, messageId, payloadType };
    return {
      id: messageId,
      bytes: encodeFrame({ messageType, sequence: number, payload, ...more }),
    };
  }

  function send(payloadType: number, payload: Buffer): void {
    const { id, bytes } = frame(messageTypes.output, payloadType, payload, sequence);
    sequence += 1n;
    unacknowledged.push({ id, bytes, sent: now() });
    transmit(bytes);
  }

  /** Pieces of 1,024 bytes at most that break no character; what could be the start of one waits. */
  function sendPending(isLast: boolean): void {
    while (pending.length > 0) {
      let size = Math.min(mostBytes, pending.length);
      if (size < pending.length || !isLast) {
        const whole = lengthOfWhole(pending.subarray(0, size));
        if (whole === 0 && pending.length < 4) return;
        size = whole === 0 ? size : whole;
      }
      send(payloadTypes.output, pending.subarray(0, size));
      pending = pending.subarray(size);
    }
  }

  function close(): void {
    if (!isFinished || unacknowledged.length > 0 || isClosed || answer === undefined) return;
    isClosed = true;
    const payload = Buffer.from(JSON.stringify({ MessageType: 'channel_closed', Output: '' }));
    transmit(frame(messageTypes.closed, payloadTypes.none, payload, 0n).bytes);
    onClosed();
  }

  send(
    payloadTypes.handshakeRequest,
    Buffer.from(
      JSON.stringify({
        AgentVersion: '3.3.0.0',
        RequestedClientActions: [
          {
            ActionType: 'SessionType',
            ActionParameters: { SessionType: 'InteractiveCommands', Properties: {} },
          },
        ],
      }),
    ),
  );
  return {
    receive: (bytes) => {
      const got = decodeFrame(bytes);
      if (got === undefined || got.problem !== undefined) return;
      if (got.messageType === messageTypes.acknowledge) {
        const text = got.payload.toString('utf8');
        const place = unacknowledged.findIndex(({ id }) => text.includes(id));
        if (place !== -1) unacknowledged.splice(place, 1);
      } else if (got.payloadType === payloadTypes.handshakeResponse) {
        answer = got.payload.toString('utf8');
        const payload = JSON.stringify({
          AcknowledgedMessageType: got.messageType,
          AcknowledgedMessageId: got.messageId,
          AcknowledgedMessageSequenceNumber: Number(got.sequence),
          IsSequentialMessage: true,
        });
        transmit(
          frame(messageTypes.acknowledge, payloadTypes.none, Buffer.from(payload), 0n).bytes,
        );
      }
      close();
    },
    tick: () => {
      const [oldest] = unacknowledged;
      if (oldest === undefined || now() - oldest.sent < resendAfterMs) return;
      oldest.sent = now();
      transmit(oldest.bytes);
    },
    write: (bytes) => {
      pending = Buffer.concat([pending, bytes]);
      sendPending(false);
    },
    finish: () => {
      sendPending(true);
      isFinished = true;
      close();
    },
    handshake: () => answer,
  };
}

/** Bytes up to the last whole UTF-8 character. */
function lengthOfWhole(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
