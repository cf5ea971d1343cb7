import { z } from 'zod';
import { auditEventSchema } from '../../../core/run-folder/files/write-audit.ts';
import { auditWrites, setFullVerdict } from '../../../reports/write-audit/judge.ts';
import { row } from '../rows/compare.ts';
import type { Form, Row } from '../rows/form.ts';

const file = z.looseObject({
  vectors: z
    .array(
      z.looseObject({
        name: z.string(),
        history: z.array(auditEventSchema).min(1),
        setFull: z.looseObject({ valid: z.union([z.boolean(), z.literal('unknown')]) }),
        bilancia: z.looseObject({ verdict: z.string() }),
      }),
    )
    .min(1),
});

/** Histories of a write audit, with what Jepsen's set-full says of each and what a drill must say. */
export const writeAuditForm: Form = {
  fits: (document) => file.safeParse(document).success,
  evaluate: (document) =>
    file.parse(document).vectors.flatMap(({ name, history, setFull, bilancia }): Row[] => {
      const { stableLatencyMs, lostLatencyMs, ...verdict } = setFullVerdict(history);
      const ours = {
        ...verdict,
        stableLatencyMs: Object.fromEntries(stableLatencyMs),
        lostLatencyMs: Object.fromEntries(lostLatencyMs),
      };
      const { outcome, elements } = auditWrites(history);
      const words = elements.map(({ value, state, staleMs }) => [
        value,
        state === 'kept' && staleMs > 0 ? `kept, stale ${staleMs} ms` : state,
      ]);
      const told = { verdict: outcome, elements: Object.fromEntries(words) };
      return [row(`${name}: set-full`, setFull, ours), row(`${name}: audit`, bilancia, told)];
    }),
};
