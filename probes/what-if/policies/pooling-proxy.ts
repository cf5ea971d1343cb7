import type { Piece, Policy } from './policy.ts';

/** For so long a connection of a client counts as in use or not, as the probes look by the second. */
const stepMs = 1_000;

export const poolingProxy: Policy = {
  name: 'pooling proxy',
  about:
    "Clients connect to a proxy, which sends each statement to any instance over connections of its own, as many as were ever needed at once. Source: ProxySQL's weighted random choice of a server and its connection pool.",
  draws: true,
  place: (trace, _options, random) => {
    const readers = trace.readers.length;
    const most = trace.readers.map(() => 0);
    const work: Piece[] = [];
    const pieces: Piece[] = [];
    const steps = Math.max(1, Math.ceil((trace.to - trace.from) / stepMs));
    const busyAt = inUse(trace.sessions, { from: trace.from, steps });
    for (const [step, busy] of busyAt.entries()) {
      const from = trace.from + step * stepMs;
      const to = Math.min(trace.to, from + stepMs);
      const now = trace.readers.map(() => 0);
      // As many statements at once as connections are in use; what is left of one falls by chance.
      const count = Math.floor(busy) + (random() < busy % 1 ? 1 : 0);
      for (let one = 0; one < count; one += 1) {
        const reader = Math.floor(random() * readers);
        now[reader] = (now[reader] ?? 0) + 1;
        work.push({ reader, from, to, busy: 1 });
      }
      for (const [reader, needed] of now.entries())
        for (; (most[reader] ?? 0) < needed; most[reader] = (most[reader] ?? 0) + 1)
          pieces.push({ reader, from, to: trace.to, busy: 0 });
    }
    return { pieces, work, opened: pieces.length };
  },
};

/** How many connections are in use at each step. */
function inUse(
  sessions: readonly { readonly from: number; readonly to: number; readonly busy: number }[],
  { from, steps }: { readonly from: number; readonly steps: number },
): number[] {
  const changes = Array.from({ length: steps + 1 }, () => 0);
  for (const session of sessions) {
    const first = Math.min(steps, Math.max(0, Math.floor((session.from - from) / stepMs)));
    const last = Math.min(steps, Math.max(first, Math.ceil((session.to - from) / stepMs)));
    changes[first] = (changes[first] ?? 0) + session.busy;
    changes[last] = (changes[last] ?? 0) - session.busy;
  }
  let sum = 0;
  return changes.slice(0, steps).map((change) => Math.max(0, (sum += change)));
}
