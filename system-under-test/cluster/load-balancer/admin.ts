import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { backend, frontend } from './configuration.ts';

/** What the load balancer knows of one task. Bytes are counted since it was started. */
export interface TargetStatus {
  readonly address: string;
  /** HAProxy's word: UP, DOWN, MAINT, DRAIN, with what it is on its way to. */
  readonly status: string;
  readonly lastCheck: string;
  readonly requests: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly currentSessions: number;
}

/** Answers that a node gave to visitors since it was started. */
export async function answersOf(socketPath: string): Promise<number> {
  const [row] = rowsOf(await askBalancer(socketPath, `show stat ${frontend} 1 -1`));
  if (row === undefined) throw new Error('the load balancer does not know its front end');
  return [1, 2, 3, 4, 5].reduce((sum, group) => sum + Number(row(`hrsp_${group}xx`)), 0);
}

export type SlotState = 'ready' | 'drain' | 'maint';

/** Runs a command on HAProxy's admin socket and returns what it says. */
export async function askBalancer(socketPath: string, command: string): Promise<string> {
  const socket = createConnection(socketPath);
  socket.setTimeout(2000, () => socket.destroy(new Error('the load balancer does not answer')));
  socket.end(`${command}\n`);
  return text(socket);
}

/**
 * Switches a slot on, off, or off for new visitors, on every node that answers. A slot that is switched on counts as
 * healthy at once. A node that is away is told of all slots when it is back.
 * @throws what asking one of them threw, when none answers
 */
export async function setSlot(
  sockets: readonly string[],
  slot: string,
  state: SlotState,
): Promise<void> {
  await eachThatAnswers(sockets, (socket) => setSlotOf(socket, slot, state));
}

/**
 * Gives each slot a share of the requests in proportion to its weight, 1 to 256, on every node that answers.
 * @throws what asking one of them threw, when none answers
 */
export async function setWeights(
  sockets: readonly string[],
  weights: ReadonlyMap<string, number>,
): Promise<void> {
  const commands = [...weights].map(
    ([slot, weight]) => `set server ${backend}/${slot} weight ${weight}`,
  );
  if (commands.length > 0)
    await eachThatAnswers(sockets, (socket) => obeyed(socket, commands.join(';')));
}

async function obeyed(socketPath: string, command: string): Promise<void> {
  const said = (await askBalancer(socketPath, command)).trim();
  if (said !== '') throw new Error(`the load balancer says: ${said}`);
}

async function setSlotOf(socketPath: string, slot: string, state: SlotState): Promise<void> {
  const server = `set server ${backend}/${slot}`;
  const commands = [`${server} state ${state}`];
  if (state === 'ready') commands.push(`${server} health up`);
  await obeyed(socketPath, commands.join(';'));
}

/** What the nodes that answer know of each task: health as the first of them sees it, and all that they sent. */
export async function targetStatuses(sockets: readonly string[]): Promise<TargetStatus[]> {
  const [first = [], ...others] = await eachThatAnswers(sockets, async (socket) =>
    parseStatuses(await askBalancer(socket, `show stat ${backend} 4 -1`)),
  );
  return first.map((status) => {
    const same = others.flat().filter(({ address }) => address === status.address);
    const total = (count: (of: TargetStatus) => number): number =>
      same.reduce((sum, other) => sum + count(other), count(status));
    return {
      ...status,
      requests: total(({ requests }) => requests),
      bytesIn: total(({ bytesIn }) => bytesIn),
      bytesOut: total(({ bytesOut }) => bytesOut),
      currentSessions: total(({ currentSessions }) => currentSessions),
    };
  });
}

async function eachThatAnswers<T>(
  sockets: readonly string[],
  ask: (socket: string) => Promise<T>,
): Promise<T[]> {
  const asked = await Promise.allSettled(sockets.map(ask));
  const answers = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const [failed] = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (answers.length === 0) throw failed;
  return answers;
}

/** Reads the CSV of `show stat`; its header begins with `# `, and no field that we read is quoted. */
export function parseStatuses(csv: string): TargetStatus[] {
  return rowsOf(csv).map((field) => ({
    address: field('svname'),
    status: field('status'),
    lastCheck: field('check_status'),
    requests: Number(field('req_tot') || field('stot')),
    bytesIn: Number(field('bin')),
    bytesOut: Number(field('bout')),
    currentSessions: Number(field('scur')),
  }));
}

/** Each row as what gives its fields by name; empty for a column that is not there. */
function rowsOf(csv: string): ((name: string) => string)[] {
  const [header = '', ...lines] = csv.trim().split('\n');
  const columns = header.replace(/^# /, '').split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return (name) => fields[columns.indexOf(name)] ?? '';
  });
}
