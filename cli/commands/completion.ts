import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { pick } from '../../core/nearest.ts';
import { bashCompletion } from '../terminal/completion.ts';
import { documentation } from '../terminal/documentation.ts';

const scripts = { bash: bashCompletion } as const;

export const completion = buildCommand({
  docs: documentation({
    brief: 'Print a shell completion script',
    examples: [
      ['bilancia completion bash', 'the script for bash'],
      ['bilancia completion bash >> ~/.bashrc', 'enable completion in every new shell'],
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
