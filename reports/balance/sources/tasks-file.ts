import { z } from 'zod';

/** Milliseconds since 1970, however it is written. */
const moment = z.union([
  z.number(),
  z.string().transform((text, context) => {
    const time = Date.parse(text);
    if (Number.isNaN(time)) context.addIssue({ code: 'custom', message: 'is no time' });
    return time;
  }),
]);

/** A task and its address, as told by DescribeTasks. Addresses are used again, so that lifetimes matter. */
const placedTask = z.object({
  taskId: z.string(),
  ip: z.string(),
  availabilityZone: z.string().optional(),
  revision: z.string().optional(),
  startedAt: moment.nullish(),
  stoppedAt: moment.nullish(),
});
export type PlacedTask = z.infer<typeof placedTask>;

/** What DescribeTasks of AWS answers, as far as it is used here. */
const describedTask = z.looseObject({
  taskArn: z.string(),
  availabilityZone: z.string().optional(),
  taskDefinitionArn: z.string().optional(),
  startedAt: moment.nullish(),
  stoppedAt: moment.nullish(),
  containers: z
    .array(
      z.looseObject({
        networkInterfaces: z
          .array(z.looseObject({ privateIpv4Address: z.string().optional() }))
          .optional(),
      }),
    )
    .optional(),
});

/** A list of tasks with their addresses, ours or as DescribeTasks gives it; undefined for anything else. */
export function placedTasksIn(text: string): PlacedTask[] | undefined {
  const document = jsonIn(text);
  const described = z.looseObject({ tasks: z.array(describedTask) }).safeParse(document);
  if (!described.success) return z.array(placedTask).safeParse(document).data;
  return described.data.tasks.flatMap((task) => {
    const interfaces = (task.containers ?? []).flatMap((one) => one.networkInterfaces ?? []);
    const ip = interfaces.find((one) => one.privateIpv4Address !== undefined)?.privateIpv4Address;
    if (ip === undefined) return [];
    return [
      {
        taskId: task.taskArn.slice(task.taskArn.lastIndexOf('/') + 1),
        ip,
        availabilityZone: task.availabilityZone,
        revision: task.taskDefinitionArn?.split(':').at(-1),
        startedAt: task.startedAt,
        stoppedAt: task.stoppedAt,
      },
    ];
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
