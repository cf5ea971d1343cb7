import type { OutboxEvent } from './ordered.ts';

/** One server-sent event: its id is the outbox's, so that `Last-Event-ID` says where to go on. */
export function eventFrame({ id, payload }: OutboxEvent): string {
  const data = payload.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `id: ${id}\n${data.join('')}\n`;
}

/** A comment that says nothing, so that nobody between takes the silence for the end. */
export const heartbeatFrame = ':\n\n';
