/** Events of one task as they come: columns that grow, views of one buffer. */
export interface TaskRows extends Columns {
  readonly id: string;
  zone: string | undefined;
  revision: string | undefined;
  startedAt: number | undefined;
  /** CPU units of 1/1024 vCPU, and MiB; 0 where none is known. */
  cpuReserved: number;
  memoryReserved: number;
  length: number;
}

interface Columns {
  /** Milliseconds since 1970. */
  times: Float64Array<ArrayBuffer>;
  /** Units, MiB, bytes per second; NaN where the event lacks them. */
  cpu: Float64Array<ArrayBuffer>;
  memory: Float32Array<ArrayBuffer>;
  received: Float32Array<ArrayBuffer>;
  /** Cumulative, so that a counter that began anew can be told. */
  packets: Float32Array<ArrayBuffer>;
}

const bytesOfRow = 28;

/** Rows that there is room for at first where nobody knows better. */
export const fewRows = 64;

export function taskRows(id: string, room = fewRows): TaskRows {
  return {
    id,
    zone: undefined,
    revision: undefined,
    startedAt: undefined,
    cpuReserved: 0,
    memoryReserved: 0,
    length: 0,
    ...columns(room),
  };
}

function columns(room: number): Columns {
  const buffer = new ArrayBuffer(room * bytesOfRow);
  return {
    times: new Float64Array(buffer, 0, room),
    cpu: new Float64Array(buffer, 8 * room, room),
    memory: new Float32Array(buffer, 16 * room, room),
    received: new Float32Array(buffer, 20 * room, room),
    packets: new Float32Array(buffer, 24 * room, room),
  };
}

export function appendRow(
  rows: TaskRows,
  time: number,
  cpu: number,
  memory: number,
  received: number,
  packets: number,
): void {
  const at = rows.length;
  if (at === rows.times.length) makeRoom(rows, 2 * at);
  rows.times[at] = time;
  rows.cpu[at] = cpu;
  rows.memory[at] = memory;
  rows.received[at] = received;
  rows.packets[at] = packets;
  rows.length = at + 1;
}

/** Adds the rows of another, which are left as they are. */
export function appendRows(rows: TaskRows, more: TaskRows): void {
  const [at, length] = [rows.length, rows.length + more.length];
  if (length > rows.times.length) makeRoom(rows, Math.max(length, 2 * rows.times.length));
  rows.times.set(more.times.subarray(0, more.length), at);
  rows.cpu.set(more.cpu.subarray(0, more.length), at);
  rows.memory.set(more.memory.subarray(0, more.length), at);
  rows.received.set(more.received.subarray(0, more.length), at);
  rows.packets.set(more.packets.subarray(0, more.length), at);
  rows.length = length;
}

function makeRoom(rows: TaskRows, length: number): void {
  const { times, cpu, memory, received, packets } = rows;
  Object.assign(rows, columns(length));
  rows.times.set(times);
  rows.cpu.set(cpu);
  rows.memory.set(memory);
  rows.received.set(received);
  rows.packets.set(packets);
}
