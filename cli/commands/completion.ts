import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { pick } from '../../core/nearest.ts';
import { bashCompletion } from '../terminal/completion.ts';
import { documentation } from '../terminal/documentation.ts';

const scripts = { bash: bashCompletion } as const;

export const completion = buildCommand({
  docs: documentation({
    brief: 'Print what makes a shell complete commands and flags',
    examples: [
      ['bilancia completion bash', 'the lines to be read by bash'],
      ['bilancia completion bash >> ~/.bashrc', 'complete in every new shell'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: `Which shell: ${Object.keys(scripts).join(', ')}`,
          placeholder: 'shell',
          parse: (given: string): string => pick('shell', given, scripts),
        },
      ],
    },
  },
  func(this: Context, _flags: object, script: string) {
    this.process.stdout.write(script);
  },
});
