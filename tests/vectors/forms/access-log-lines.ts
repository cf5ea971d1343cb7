import { z } from 'zod';
import { parseAccessLogLine } from '../../../core/formats/alb-access-log.ts';
import { row } from '../rows/compare.ts';
import type { Form } from '../rows/form.ts';

const document = z.object({
  fieldsInOrder: z.array(z.string()),
  examples: z.array(z.object({ name: z.string(), line: z.string(), tokens: z.number() })),
});

/** Lines of an ALB access log as AWS documents them: read by a split at spaces outside quotes, and by ours. */
export const accessLogForm: Form = {
  fits: (value) => document.safeParse(value).success,
  evaluate: (value) => {
    const { fieldsInOrder, examples } = document.parse(value);
    return examples.map(({ name, line, tokens }) => {
      const fields = line.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
      const field = (title: string): string => fields[fieldsInOrder.indexOf(title)] ?? '';
      const expected = {
        tokens,
        time: field('time'),
        target: known(field('target:port')),
        targetSeconds: Number(field('target_processing_time')),
        elbStatus: field('elb_status_code'),
        targetStatus: known(field('target_status_code')),
        targetGroupArn: field('target_group_arn'),
      };
      return row(name, expected, { tokens: fields.length, ...parseAccessLogLine(line) });
    });
  },
};

function known(text: string): string | undefined {
  return text === '-' ? undefined : text;
}
