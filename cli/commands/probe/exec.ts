import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import type { ExecFlags } from '../../probe/exec-command.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';

export const exec = buildCommand<ExecFlags, string[], Context>({
  docs: documentation({
    brief: 'Run a one-off command in a container of a task, and tell its output and exit status',
    details:
      'TARGET is a local cluster or a target file with "aws", where ECS ExecuteCommand starts it. One word is a line for the\n' +
      'shell; several are a program and its arguments, each as it is. Output goes to standard output as it comes, whole.\n' +
      'ECS runs commands in a terminal, which makes each line end two characters. Ctrl-C ends it.\n' +
      'Exit status: 0 the command ended with 0, 1 with another status, 2 it could not be started,\n' +
      '3 nobody knows, because it was cut short.',
    examples: [
      ['bilancia probe exec default -- uptime', 'in a task of the local cluster'],
      ["bilancia probe exec target.yml --task 0a1b2c -- 'ls | wc -l'", 'a line for the shell'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      minimum: 2,
      parameter: {
        brief: 'Target, then the command after "--"',
        parse: String,
        placeholder: 'target -- command',
      },
    },
    flags: {
      task: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Id of the task (default: one that is healthy)',
        placeholder: 'id',
      },
      container: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Name of the container, where the task has several',
        placeholder: 'name',
      },
      iMayTestThisSystem: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Confirm that you may run commands in a system outside this machine',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../probe/exec-command.ts')).execCommand,
});
