/** Events of one task as they come: columns that grow, 28 bytes an event. */
export interface TaskRows {
  readonly id: string;
  zone: string | undefined;
  revision: string | undefined;
  startedAt: number | undefined;
  /** CPU units of 1/1024 vCPU, and MiB; 0 where none is known. */
  cpuReserved: number;
  memoryReserved: number;
  length: number;
  /** Milliseconds since 1970. */
  times: Float64Array<ArrayBuffer>;
  /** Units, MiB, bytes per second; NaN where the event lacks them. */
  cpu: Float64Array<ArrayBuffer>;
  memory: Float32Array<ArrayBuffer>;
  received: Float32Array<ArrayBuffer>;
  /** Cumulative, so that a counter that began anew can be told. */
  packets: Float32Array<ArrayBuffer>;
}

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
    times: new Float64Array(room),
    cpu: new Float64Array(room),
    memory: new Float32Array(room),
    received: new Float32Array(room),
    packets: new Float32Array(room),
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
  rows.times = grown(rows.times, new Float64Array(length));
  rows.cpu = grown(rows.cpu, new Float64Array(length));
  rows.memory = grown(rows.memory, new Float32Array(length));
  rows.received = grown(rows.received, new Float32Array(length));
  rows.packets = grown(rows.packets, new Float32Array(length));
}

function grown<T extends Float64Array | Float32Array>(values: T, larger: T): T {
  larger.set(values);
  return larger;
}
