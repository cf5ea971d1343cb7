import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { ceilingOf } from '../balance/ceiling.ts';
import type { CapacityFlags } from '../capacity/command.ts';
import { capacityFormat, countsOf, whatIfOf } from '../capacity/flags.ts';
import { countOf } from '../run/request.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const capacity = buildCommand<CapacityFlags, string[], Context>({
  docs: documentation({
    brief: 'Plan tasks, readers, connections and cost for so many visitors',
    details:
      'From run folders: what a visitor takes of CPU, memory, readers and connections, what so many visitors take in\n' +
      'tasks of each Fargate size and in database instances, with a zone lost and at what cost, the knee of runs with\n' +
      'steps, and a day of autoscaling. Each figure comes with its formula. The exit status is 1 when a plan of\n' +
      '--what-if does not carry its visitors, 3 when the runs do not tell all that a plan needs: nothing is told beyond\n' +
      'three times the visitors that were measured, without bookings, or by a run that is inconclusive itself.',
    examples: [
      ['bilancia capacity runs/steady', 'for 10,000, 20,000 and 50,000 visitors'],
      [
        'bilancia capacity runs/* --visitors 3000 --format html=plan.html',
        'several runs, and a page',
      ],
      [
        'bilancia capacity runs/steady --what-if tasks=6,cpu=2048 --what-if tasks=12',
        'plans of your own beside the cheapest',
      ],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: { brief: 'Run folders', parse: String, placeholder: 'run' },
    },
    flags: {
      visitors: {
        kind: 'parsed',
        parse: countsOf('--visitors'),
        default: '10000,20000,50000',
        brief: 'Visitors at once to plan for, with commas between',
        placeholder: 'n',
      },
      whatIf: {
        kind: 'parsed',
        parse: whatIfOf,
        optional: true,
        variadic: true,
        brief: 'Plan to compare: tasks, cpu, memory, readers, class; repeatable',
        placeholder: 'key=value,...',
      },
      ceiling: {
        kind: 'parsed',
        parse: ceilingOf,
        default: '80',
        brief: 'CPU in percent at which a task or an instance is still safe',
        placeholder: 'percent',
      },
      zones: {
        kind: 'parsed',
        parse: countOf('--zones'),
        default: '3',
        brief: 'Availability zones that tasks are spread over; one may be lost',
        placeholder: 'n',
      },
      region: {
        kind: 'parsed',
        parse: String,
        default: 'eu-south-1',
        brief: 'Region whose prices count for tasks',
        placeholder: 'region',
      },
      prices: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'JSON file with prices of your own',
        placeholder: 'file',
      },
      format: {
        kind: 'parsed',
        parse: capacityFormat,
        optional: true,
        variadic: true,
        brief: 'Also write html, markdown, json: NAME=FILE, or NAME to print it; repeatable',
        placeholder: 'name=file',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../capacity/command.ts')).capacityCommand,
});
