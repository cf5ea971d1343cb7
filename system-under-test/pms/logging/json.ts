import { formatDatetime } from './datetime.ts';
import { exceptionInJson } from './exception.ts';
import { phpJson } from './php-json.ts';
import { type Formatter, levels } from './record.ts';

/** Monolog's JsonFormatter: one object a line, keys in its order, empty context and extra as `{}`. */
export const formatJson: Formatter = (record) =>
  phpJson(
    {
      message: record.message,
      context: record.context,
      level: levels[record.level],
      level_name: record.level.toUpperCase(),
      channel: record.channel,
      datetime: formatDatetime(record.micros, record.offset),
      extra: record.extra,
    },
    exceptionInJson,
  );
