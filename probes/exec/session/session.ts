import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Frame, decodeFrame, encodeFrame } from '../frames/frame.ts';
import { flags, messageTypes, payloadTypes } from '../frames/types.ts';
import { handshakeResponse } from './handshake.ts';
import { openInbound } from './inbound.ts';
import { openOutbound } from './outbound.ts';

/** What a session takes from the world, and tells it. */
export interface SessionOptions {
  readonly transmit: (bytes: Buffer) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** What the command printed, piece by piece, in order. */
  readonly onOutput: (bytes: Buffer) => void;
  readonly onEnd: (end: SessionEnd) => void;
}

/** How a session came to its end. */
export interface SessionEnd {
  /** Why it was not the command's own end; empty when it was. */
  readonly problem: string;
  /** Exit status that the agent told, which it does in few kinds of sessions. */
  readonly exitCode?: number;
}

/** The client's side of one command, without a socket or a clock of its own. */
export interface Session {
  readonly receive: (bytes: Buffer) => void;
  /** To be called about every 100 ms. */
  readonly tick: () => void;
  /** Nothing will come any more: the connection is gone. */
  readonly lost: (reason: string) => void;
}

/** Speaks the agent's protocol. Frames that are damaged or unknown are passed over: the agent sends again what it misses. */
export function openSession({ transmit, now, onOutput, onEnd }: SessionOptions): Session {
  const inbound = openInbound();
  const outbound = openOutbound(transmit, now);
  let sequence = 0n;
  let ended = false;
  let exitCode: number | undefined;

  function end(problem: string): void {
    if (ended) return;
    ended = true;
    onEnd({ problem, ...(exitCode === undefined ? {} : { exitCode }) });
  }

  function frameOf(
    more: Pick<Frame, 'messageType' | 'flags' | 'sequence' | 'payloadType' | 'payload'>,
  ): Frame {
    return { ...more, schemaVersion: 1, createdDate: BigInt(now()), messageId: randomUUID() };
  }

  function send(payloadType: number, text: string): void {
    const payload = Buffer.from(text, 'utf8');
    const { input: messageType } = messageTypes;
    const frame = frameOf({ messageType, flags: flags.none, sequence, payloadType, payload });
    sequence += 1n;
    outbound.send(frame.messageId, encodeFrame(frame));
  }

  function acknowledge({ messageType, messageId, sequence: number }: Frame): void {
    const payload = Buffer.from(
      JSON.stringify({
        AcknowledgedMessageType: messageType,
        AcknowledgedMessageId: messageId,
        // Beyond 2^53 no command has output.
        AcknowledgedMessageSequenceNumber: Number(number),
        IsSequentialMessage: true,
      }),
    );
    const { acknowledge: type } = messageTypes;
    const { none: payloadType } = payloadTypes;
    const frame = { messageType: type, flags: flags.synFin, sequence: 0n, payloadType, payload };
    transmit(encodeFrame(frameOf(frame)));
  }

  function use({ payloadType, payload }: Frame): void {
    if (payloadType === payloadTypes.output || payloadType === payloadTypes.stderr)
      onOutput(payload);
    else if (payloadType === payloadTypes.exitCode)
      exitCode = Number(/^EXIT_CODE: (\d+)$/.exec(payload.toString('utf8'))?.[1] ?? Number.NaN);
    else if (payloadType === payloadTypes.handshakeRequest) {
      const response = handshakeResponse(payload);
      if (response !== undefined) send(payloadTypes.handshakeResponse, response);
    }
  }

  return {
    receive: (bytes) => {
      const frame = decodeFrame(bytes);
      if (frame === undefined || frame.problem !== undefined || ended) return;
      if (frame.messageType === messageTypes.acknowledge) {
        const id = acknowledgedId(frame.payload);
        if (id !== undefined) outbound.acknowledged(id);
      } else if (frame.messageType === messageTypes.output) {
        const arrival = inbound.receive(frame);
        if (arrival.acknowledge) acknowledge(frame);
        for (const one of arrival.deliver) use(one);
      } else if (frame.messageType === messageTypes.closed) end(closedBecause(frame.payload));
    },
    tick: () => {
      if (!ended && !outbound.tick()) end('the agent acknowledges nothing any more');
    },
    lost: end,
  };
}

const acknowledgement = z.object({ AcknowledgedMessageId: z.string() });
const closing = z.object({ Output: z.string() });

function acknowledgedId(payload: Buffer): string | undefined {
  return parsed(payload, acknowledgement)?.AcknowledgedMessageId;
}

/** Empty for a normal end. */
function closedBecause(payload: Buffer): string {
  return parsed(payload, closing)?.Output ?? 'the channel was closed without a word';
}

function parsed<T>(payload: Buffer, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(payload.toString('utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
