import { z } from 'zod';
import { decodeFrame, encodeFrame } from '../../../probes/exec/frames/frame.ts';
import type { ReadFrame } from '../../../probes/exec/frames/frame.ts';
import { row } from '../rows/compare.ts';
import type { Form, Row } from '../rows/form.ts';

const vector = z.object({
  name: z.string(),
  hex: z.string(),
  kind: z.enum(['good', 'malformed']),
  decodedByGo: z.record(z.string(), z.unknown()).optional(),
});
const file = z.object({
  rules: z.object({ headerLengthValue: z.number() }),
  vectors: z.array(vector).min(1),
});

/** Messages of the SSM agent as bytes: what they say, whether they may be used, and the same bytes when written again. */
export const ssmMessageForm: Form = {
  fits: (document) => file.safeParse(document).success,
  evaluate: (document) => file.parse(document).vectors.map(evaluate),
};

function evaluate({ name, hex, kind, decodedByGo }: z.infer<typeof vector>): Row {
  const read = decodeFrame(Buffer.from(hex, 'hex'));
  const usable = read !== undefined && read.problem === undefined;
  const got = {
    kind: usable ? 'good' : 'malformed',
    // What Go reads beyond all bounds is not read at all.
    ...(read === undefined ? {} : { decoded: inTheirTerms(read) }),
    ...(usable ? { hex: encodeFrame(read).toString('hex') } : {}),
  };
  const expected = {
    kind,
    ...(decodedByGo === undefined || read === undefined ? {} : { decoded: decodedByGo }),
    ...(kind === 'good' ? { hex } : {}),
  };
  return row(name, expected, got);
}

function inTheirTerms(frame: ReadFrame): Record<string, unknown> {
  const { payload, sequence, createdDate, flags, problem: _, ...same } = frame;
  return {
    ...same,
    createdDate: String(createdDate),
    flags: String(flags),
    sequenceNumber: String(sequence),
    payloadHex: payload.toString('hex'),
  };
}
