/** Types of messages, and of payloads within them, that a client of one command meets. */
export const messageTypes = {
  input: 'input_stream_data',
  output: 'output_stream_data',
  acknowledge: 'acknowledge',
  closed: 'channel_closed',
  pause: 'pause_publication',
  start: 'start_publication',
} as const;

export const payloadTypes = {
  none: 0,
  output: 1,
  size: 3,
  handshakeRequest: 5,
  handshakeResponse: 6,
  handshakeComplete: 7,
  flag: 10,
  stderr: 11,
  exitCode: 12,
} as const;

export const flags = { none: 0n, syn: 1n, synFin: 3n } as const;
