import { z } from 'zod';
import type { ClientFact } from '../client-history.ts';
import { type RunFile, runFile } from './layout.ts';
import { type ReadOptions, readNdjson } from './ndjson.ts';
import type {
  DatabaseBooking,
  GeneratorHealthLine,
  InvariantCheck,
  ReaderSample,
  SeriesLine,
  ServiceLogLine,
} from './records.ts';

const base = { at: z.number(), tenant: z.string() };

const clientFact = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('attempt'),
    key: z.string(),
    quoteId: z.string(),
    unit: z.string(),
    arrival: z.string(),
    departure: z.string(),
    totalCents: z.number(),
  }),
  z.object({
    ...base,
    kind: z.literal('outcome'),
    key: z.string(),
    outcome: z.enum(['acknowledged', 'refused', 'indeterminate']),
    status: z.number(),
    bookingId: z.string().exactOptional(),
    totalCents: z.number().exactOptional(),
  }),
  z.object({
    ...base,
    kind: z.literal('read-back'),
    bookingId: z.string(),
    status: z.number(),
    visible: z.boolean(),
    sameTotal: z.boolean(),
  }),
  z.object({
    ...base,
    kind: z.literal('replay'),
    key: z.string(),
    body: z.enum(['same', 'altered']),
    status: z.number(),
    asRequired: z.boolean(),
  }),
  z.object({
    ...base,
    kind: z.literal('isolation'),
    checked: z.number(),
    foreign: z.array(z.string()),
  }),
]) satisfies z.ZodType<ClientFact>;

const seriesLine = z.object({
  t: z.number(),
  counters: z.record(z.string(), z.number()),
  gauges: z.record(z.string(), z.number()),
}) satisfies z.ZodType<SeriesLine>;

const generatorHealth = z.object({
  at: z.number(),
  machineCpu: z.number(),
  generatorCpu: z.number(),
  generatorMemoryBytes: z.number(),
  machineMemoryAvailableBytes: z.number(),
  generatorOpenFiles: z.number(),
  openFilesLimit: z.number(),
  ephemeralPorts: z.number(),
  ephemeralPortsLimit: z.number(),
  schedulingLagMs: z.number(),
}) satisfies z.ZodType<GeneratorHealthLine>;

const readerSample = z.object({
  at: z.number(),
  reader: z.string(),
  connections: z.number(),
  queriesTotal: z.number(),
  replicaLagSeconds: z.number().nullable(),
  cpuSeconds: z.number().exactOptional(),
}) satisfies z.ZodType<ReaderSample>;

const invariantCheck = z.object({
  at: z.number(),
  name: z.string(),
  tenant: z.string(),
  phase: z.enum(['during', 'after']),
  checked: z.number(),
  violations: z.number(),
  examples: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
}) satisfies z.ZodType<InvariantCheck>;

const databaseBooking = z.object({
  tenant: z.string(),
  bookingId: z.string(),
  key: z.string().nullable(),
  totalCents: z.number(),
  reservations: z.number(),
}) satisfies z.ZodType<DatabaseBooking>;

const serviceLogLine = z.object({
  timestamp: z.number(),
  logStreamName: z.string(),
  message: z.string(),
}) satisfies z.ZodType<ServiceLogLine>;

/** A reader of one file of a run folder; what it gives and throws is told at `readNdjson`. */
export type RecordReader<T> = (
  folder: string,
  options?: ReadOptions,
) => AsyncGenerator<T, void, undefined>;

function readerOf<T>(file: RunFile, schema: z.ZodType<T>): RecordReader<T> {
  return (folder, options) => readNdjson(runFile(folder, file), parserOf(schema), options);
}

/** A parser for `readNdjson` that refuses in one line: the key, and what it must be. */
export function parserOf<T>(schema: z.ZodType<T>): (value: unknown) => T {
  return (value) => {
    const checked = schema.safeParse(value);
    if (checked.success) return checked.data;
    const reasons = checked.error.issues.map(({ path, message }) =>
      [...path.map(String), message].join(': '),
    );
    throw new TypeError(reasons.join('; '), { cause: checked.error });
  };
}

export const readClientFacts: RecordReader<ClientFact> = readerOf('bookings', clientFact);
export const readSeries: RecordReader<SeriesLine> = readerOf('series', seriesLine);
export const readGeneratorHealth: RecordReader<GeneratorHealthLine> = readerOf(
  'generatorHealth',
  generatorHealth,
);
export const readReaderSamples: RecordReader<ReaderSample> = readerOf('readers', readerSample);
export const readInvariantChecks: RecordReader<InvariantCheck> = readerOf(
  'invariants',
  invariantCheck,
);
export const readDatabaseBookings: RecordReader<DatabaseBooking> = readerOf(
  'databaseBookings',
  databaseBooking,
);
export const readServiceLog: RecordReader<ServiceLogLine> = readerOf('serviceLog', serviceLogLine);
