import { formatSeconds } from '../../../core/duration.ts';
import type { Check } from '../../../core/probe-folder/checks.ts';
import { figure, percent } from '../../reader-balance/words/words.ts';
import type { Joining } from '../facts/joining.ts';

/** What can be wrong with a reader that joined. */
export type Fault = 'starved' | 'stampeded';

interface Judged extends Check {
  readonly fault?: Fault;
}

/** So many of the sessions older than the reader keep it from its share, however new ones are spread. */
const mostOlder = 0.5;

/** A reader with less than so many times its fair share of the queries has not too much to do, chance or not. */
const overloaded = 1.5;

/** The checks, and what is wrong with the reader by the first that failed. */
export function joiningChecks(joining: Joining): {
  readonly checks: readonly Check[];
  readonly finding: Fault | undefined;
} {
  const judged = [
    firstConnection(joining),
    newConnections(joining),
    sessions(joining),
    queries(joining),
  ];
  return {
    checks: judged.map(({ name, state, evidence }) => ({ name, state, evidence })),
    finding: judged.find(({ fault }) => fault !== undefined)?.fault,
  };
}

function firstConnection(joining: Joining): Judged {
  const name = 'first-connection';
  const { reader, firstConnection: after, windows, fewest, opened, lasted } = joining;
  if (after !== undefined) {
    const evidence = `${reader} got its first connection ${formatSeconds(after / 1000)} after it joined.`;
    return { name, state: 'passed', evidence };
  }
  const none = `${reader} got none of the ${opened} connections that clients opened in ${formatSeconds(lasted / 1000)}`;
  if (windows >= fewest)
    return { name, state: 'failed', fault: 'starved', evidence: `${none}. ${whyNone(joining)}` };
  return {
    name,
    state: 'open',
    evidence: `${none}, which tell as much as ${figure(windows)} windows: too few to say.`,
  };
}

function whyNone({ answers, named, reader }: Joining): string {
  if (answers === 0) return 'Nobody knows whether the endpoint gives it out.';
  return named === 0
    ? `The endpoint did not give ${reader} out in ${answers} answers.`
    : `The endpoint gave it out in ${named} of ${answers} answers: clients keep to what they know.`;
}

/** Whether chance explains its share of the new connections; looked at once, when it has left or at the end. */
function newConnections(joining: Joining): Judged {
  const name = 'new-connections-by-share';
  const { reader, opened, own, windows, fewest, needed, band, fair, effect, windowSeconds } =
    joining;
  const [low, high] = band;
  const share = opened === 0 ? 0 : own / opened;
  const seen = `${reader} got ${own} of ${opened} new connections (${percent(share)}); ${percent(fair)} is fair, and chance leaves it between ${percent(low)} and ${percent(high)} in 95 % of cases of ${figure(windows)} windows`;
  if (windows < fewest) {
    const more = formatSeconds((needed - windows) * windowSeconds);
    return {
      name,
      state: 'open',
      evidence: `${seen}: too few to say. ${needed} are needed: ${more} more, if clients open connections in each.`,
    };
  }
  if (share < low)
    return {
      name,
      state: 'failed',
      fault: 'starved',
      evidence: `${seen}: it is starved. ${whyNone(joining)}`,
    };
  if (share > high)
    return { name, state: 'failed', fault: 'stampeded', evidence: `${seen}: it is stampeded.` };
  if (windows >= needed) return { name, state: 'passed', evidence: `${seen}.` };
  const more = formatSeconds((needed - windows) * windowSeconds);
  return {
    name,
    state: 'open',
    evidence: `${seen}, but ${effect} times its share could hide in them. ${needed} windows are needed: ${more} more, if clients open connections in each.`,
  };
}

/** Sessions follow new connections only as fast as old ones end. */
function sessions({
  reader,
  fair,
  half,
  ninety,
  sessions: share,
  older,
  lasted,
  needed,
  windowSeconds,
}: Joining): Judged {
  const name = 'sessions-reach-share';
  if (ninety !== undefined) {
    const first =
      half === undefined
        ? ''
        : `half of its share of the sessions after ${formatSeconds(half / 1000)}, and `;
    return {
      name,
      state: 'passed',
      evidence: `${reader} had ${first}90 % after ${formatSeconds(ninety / 1000)}.`,
    };
  }
  if (share === undefined)
    return { name, state: 'open', evidence: 'clients hold too few connections to say.' };
  const now = `after ${formatSeconds(lasted / 1000)} ${reader} has ${percent(share)} of the sessions, where ${percent(fair)} is fair`;
  const isLong = lasted >= needed * windowSeconds * 1000;
  if (older !== undefined && older >= mostOlder && isLong)
    return {
      name,
      state: 'failed',
      fault: 'starved',
      evidence: `${now}: it is starved, as ${percent(older)} of them are older than it and are not renewed.`,
    };
  const renewed = older === undefined ? '' : `; ${percent(older)} of them are older than it`;
  return { name, state: 'open', evidence: `${now}${renewed}: it may still get there.` };
}

/** A pool or a proxy may give a reader more to do than it has connections. */
function queries({
  reader,
  fair,
  queries: share,
  sessions: held,
  band: [, high],
}: Joining): Judged {
  const name = 'queries-by-share';
  if (share === undefined)
    return { name, state: 'open', evidence: 'clients ask too little to say.' };
  const beside = held === undefined ? '' : `, with ${percent(held)} of the sessions`;
  const seen = `at the end ${reader} had ${percent(share)} of the queries${beside}; ${percent(fair)} is fair`;
  return share > high && share >= fair * overloaded
    ? {
        name,
        state: 'failed',
        fault: 'stampeded',
        evidence: `${seen}, and chance leaves at most ${percent(high)}: it is stampeded.`,
      }
    : { name, state: 'passed', evidence: `${seen}.` };
}
