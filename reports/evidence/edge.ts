import { addAnswer, type EdgeTotals, emptyTotals } from '../../core/edge-totals.ts';
import { hasCode } from '../../core/errors.ts';
import { parseEdgeLogLine } from '../../core/formats/cloudfront-log.ts';
import { lineBlocks } from '../../core/line-blocks.ts';
import type { EdgeUsage, HealthCheck } from '../../core/run-folder/files/edge.ts';
import type { ReadPlace } from '../../core/run-folder/ndjson.ts';
import { runFile } from '../../core/run-folder/path.ts';
import type { FileState } from './file-state.ts';
import { type Period, within } from './period.ts';
import type { RequestTable } from './request-table.ts';

/** What the edge before the target told. */
export interface EdgeEvidence {
  /** Its answers by slot of the request table. */
  readonly bySlot: ReadonlyMap<number, EdgeTotals>;
  readonly checks: readonly HealthCheck[];
  readonly usage: readonly EdgeUsage[];
}

interface EdgeReader {
  readonly bySlot: ReadonlyMap<number, EdgeTotals>;
  /** Reads the log, or what came since `place`. */
  readonly read: (place?: ReadPlace) => Promise<void>;
}

/** Counts the lines of the edge's log by slot; a last line without its end is left out, and said where all is read at once. */
export function edgeReader(
  folder: string,
  { origin, slotSeconds }: Pick<RequestTable, 'origin' | 'slotSeconds'>,
  state: FileState,
): EdgeReader {
  const bySlot = new Map<number, EdgeTotals>();
  const count = (line: string): void => {
    const entry = parseEdgeLogLine(line);
    if (entry === undefined) return;
    const second = entry.at / 1000;
    state.records = (state.records ?? 0) + 1;
    state.seconds.add(second);
    const slot = Math.floor((second - origin) / slotSeconds);
    let totals = bySlot.get(slot);
    if (totals === undefined) bySlot.set(slot, (totals = emptyTotals()));
    addAnswer(totals, entry);
  };
  const read = async (place?: ReadPlace): Promise<void> => {
    state.records ??= 0;
    for await (const block of lineBlocks(runFile(folder, 'edgeLog'), undefined, place?.byte)) {
      const lines = block.toString('utf8').split('\n');
      const rest = lines.pop() ?? '';
      for (const line of lines) count(line);
      if (place !== undefined) place.byte += block.length - Buffer.byteLength(rest);
      else if (rest !== '') state.cut = true;
    }
  };
  return {
    bySlot,
    read: async (place) => {
      try {
        await read(place);
      } catch (error) {
        if (!hasCode(error, 'ENOENT')) throw error;
      }
    },
  };
}

/** The answers of the slots that lie in periods, taken together. */
export function totalsWithin(
  { bySlot }: Pick<EdgeEvidence, 'bySlot'>,
  { origin, slotSeconds }: Pick<RequestTable, 'origin' | 'slotSeconds'>,
  periods: readonly Period[],
): EdgeTotals {
  const sum = emptyTotals();
  for (const [slot, totals] of bySlot) {
    if (!within(periods, origin + slot * slotSeconds)) continue;
    for (const key of plainCounts) sum[key] += totals[key];
    for (const key of ['errors', 'blocked', 'counted'] as const) addAll(sum[key], totals[key]);
  }
  return sum;
}

const plainCounts = [
  'requests',
  'downloadedBytes',
  'uploadedBytes',
  'clientErrors',
  'serverErrors',
  'hits',
  'refreshHits',
  'cacheable',
] as const;

function addAll(into: Map<unknown, number>, counts: ReadonlyMap<unknown, number>): void {
  for (const [key, n] of counts) into.set(key, (into.get(key) ?? 0) + n);
}
