import { expect, it } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import type { Random } from '../../core/seeded-random.ts';
import { openMarkedOutput } from './mark.ts';
import { type SessionEnd, openSession } from './session/session.ts';
import { startAgent } from './local/agent.ts';
import { type Badness, badChannel, virtualTime } from './testing/bad-channel.ts';

const bad: Badness = { lost: 0.1, doubled: 0.1, damaged: 0, mostMs: 80 };
const nonce = '0123456789abcdef01234567';
const alphabet = [
  'a',
  'b',
  ' ',
  'à',
  'è',
  'ù',
  '€',
  '—',
  '🏕️',
  '\r',
  '\n',
  '\0',
  'MARK-',
  '\nMARK-0-1\n',
];

/** What a command may print: nothing, a little, much, characters of every length, and what is no text at all. */
function randomOutput(random: Random, nth: number): Buffer {
  if (nth % 10 === 0) return Buffer.alloc(0);
  const size = nth % 200 === 1 ? 1_000_000 : Math.floor(random() ** 3 * 6_000);
  if (nth % 7 === 0) return Buffer.from(Array.from({ length: size % 3_000 }, () => random() * 256));
  const parts: string[] = [];
  for (let length = 0; length < size;) {
    const part = alphabet[Math.floor(random() * alphabet.length)] ?? '';
    parts.push(part);
    length += Buffer.byteLength(part);
  }
  return Buffer.from(parts.join(''));
}

interface Outcome {
  readonly output: Buffer;
  readonly status: number | 'unknown';
  readonly end: SessionEnd | undefined;
}

/** Plays a command whose output is this over a channel, in virtual time. */
function play(printed: Buffer, badness: Badness, random: Random): Outcome {
  const time = virtualTime(1_795_699_200_000);
  const output = openMarkedOutput(nonce);
  const pieces: Buffer[] = [];
  let end: SessionEnd | undefined;
  const world = { time, random };
  const toAgent = badChannel(badness, world, (bytes) => agent.receive(bytes));
  const toClient = badChannel(badness, world, (bytes) => session.receive(bytes));
  const session = openSession({
    transmit: toAgent,
    now: time.now,
    onOutput: (bytes) => pieces.push(output.take(bytes)),
    onEnd: (came) => (end = came),
  });
  const agent = startAgent({
    transmit: toClient,
    now: time.now,
    // The service tells the end over its own connection, which loses nothing.
    onClosed: () => time.after(500, () => session.lost('')),
  });
  const tick = (): void => {
    session.tick();
    agent.tick();
    if (end === undefined) time.after(100, tick);
  };
  tick();
  for (let from = 0; from < printed.length;) {
    const size = 1 + Math.floor(random() * 3_000);
    agent.write(printed.subarray(from, from + size));
    from += size;
  }
  agent.finish();
  time.run(() => end !== undefined);
  pieces.push(output.rest());
  return { output: Buffer.concat(pieces), status: output.status(), end };
}

it('gives the output of 1,000 commands to the byte, and their status, over a channel that loses, doubles and reorders', () => {
  const random = seededRandom(12);
  const wrong: string[] = [];
  for (let nth = 0; nth < 1_000; nth += 1) {
    const output = randomOutput(random, nth);
    const status = nth % 256;
    const mark = Buffer.from(`\nMARK-${nonce}-${status}\n`);
    const got = play(Buffer.concat([output, mark]), bad, random);
    if (!got.output.equals(output) || got.status !== status || got.end?.problem !== '')
      wrong.push(`command ${nth}: ${got.output.length} of ${output.length} bytes, ${got.status}`);
  }
  expect(wrong).toEqual([]);
}, 60_000);

it('passes over damaged messages, which are sent again', () => {
  const random = seededRandom(5);
  const output = Buffer.from('perché più — 45,00 €\r\n'.repeat(500));
  const mark = Buffer.from(`\r\nMARK-${nonce}-7\r\n`);
  const damaging = { ...bad, damaged: 0.2 };
  for (let nth = 0; nth < 20; nth += 1) {
    const got = play(Buffer.concat([output, mark]), damaging, random);
    expect([got.output.equals(output), got.status]).toEqual([true, 7]);
  }
});

it('does not know the status of a command that was cut short', () => {
  const output = Buffer.from('half of');
  const got = play(output, bad, seededRandom(1));
  expect([got.output.toString(), got.status]).toEqual(['half of', 'unknown']);
});

it('gives up on an agent that acknowledges nothing', () => {
  const time = virtualTime(1_795_699_200_000);
  const ends: SessionEnd[] = [];
  const deaf = { ...bad, lost: 1, doubled: 0 };
  const toAgent = badChannel(deaf, { time, random: seededRandom(1) }, () => undefined);
  const session = openSession({
    transmit: toAgent,
    now: time.now,
    onOutput: () => undefined,
    onEnd: (end) => ends.push(end),
  });
  startAgent({ transmit: session.receive, now: time.now, onClosed: () => undefined });
  const tick = (): void => {
    session.tick();
    time.after(100, tick);
  };
  tick();
  time.run(() => ends.length > 0);
  expect(ends).toEqual([{ problem: 'the agent acknowledges nothing any more' }]);
});
