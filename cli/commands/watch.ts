import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { documentation } from '../terminal/documentation.ts';
import type { WatchFlags } from '../watch/command.ts';
import { wholeNumber } from '../cluster/whole-number.ts';

export const watch = buildCommand<WatchFlags, [string?], Context>({
  docs: documentation({
    brief: 'Show a run, probe or drill in the browser while it goes on',
    details:
      'A page on this machine that follows the folder as it is written, with the charts of the report. It may be opened\n' +
      'before, during and after, and several times at once. Without a folder: the newest that goes on below runs/, or the\n' +
      'next to begin. A folder that is not there yet is waited for. Ends with Ctrl-C; the run does not notice.',
    examples: [
      ['bilancia watch', 'whatever goes on, or begins next'],
      ['bilancia watch runs/20261122T101500-steady', 'this one'],
      ['bilancia watch --wait runs/launch', 'this one, once it begins'],
      ['bilancia watch --host 192.0.2.7 --port 8100', 'for other machines as well'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'Folder of a run, probe or drill',
          parse: String,
          placeholder: 'folder',
          optional: true,
        },
      ],
    },
    flags: {
      host: {
        kind: 'parsed',
        parse: String,
        default: '127.0.0.1',
        brief: 'Address to listen at; one of another network lets its machines look on',
        placeholder: 'address',
      },
      port: {
        kind: 'parsed',
        parse: wholeNumber('--port'),
        optional: true,
        brief: 'Port to listen at; a free one unless given',
        placeholder: 'port',
      },
      wait: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Wait for a folder that is not there yet even where one has nearly its name',
      },
    },
  },
  loader: async () => (await import('../watch/command.ts')).watchCommand,
});
