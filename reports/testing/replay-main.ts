import { setTimeout as pause } from 'node:timers/promises';
import { openReplay } from './replay.ts';

/** Writes the run of one folder into another at the pace at which it was seen, or so many times as fast. */
const [recorded = '', folder = '', speed = '1'] = process.argv.slice(2);
const replay = await openReplay(recorded, folder);
const began = Date.now();
for (;;) {
  const second = replay.from + ((Date.now() - began) / 1000) * Number(speed);
  await replay.upTo(second);
  if (second > replay.to) break;
  await pause(1000);
}
await replay.end();
