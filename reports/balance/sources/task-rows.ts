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
  times: Float64Array;
  /** Units, MiB, bytes per second; NaN where the event lacks them. */
  cpu: Float64Array;
  memory: Float32Array;
  received: Float32Array;
  /** Cumulative, so that a counter that began anew can be told. */
  packets: Float32Array;
}

export function taskRows(id: string): TaskRows {
  return {
    id,
    zone: undefined,
    revision: undefined,
    startedAt: undefined,
    cpuReserved: 0,
    memoryReserved: 0,
    length: 0,
    times: new Float64Array(64),
    cpu: new Float64Array(64),
    memory: new Float32Array(64),
    received: new Float32Array(64),
    packets: new Float32Array(64),
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
  if (at === rows.times.length) {
    rows.times = grown(rows.times, new Float64Array(2 * at));
    rows.cpu = grown(rows.cpu, new Float64Array(2 * at));
    rows.memory = grown(rows.memory, new Float32Array(2 * at));
    rows.received = grown(rows.received, new Float32Array(2 * at));
    rows.packets = grown(rows.packets, new Float32Array(2 * at));
  }
  rows.times[at] = time;
  rows.cpu[at] = cpu;
  rows.memory[at] = memory;
  rows.received[at] = received;
  rows.packets[at] = packets;
  rows.length = at + 1;
}

function grown<T extends Float64Array | Float32Array>(values: T, larger: T): T {
  larger.set(values);
  return larger;
}
