import known from './aurora-classes.json' with { type: 'json' };

/** What an instance class offers. */
interface InstanceClass {
  readonly memoryGib: number;
  /** Default of max_connections. */
  readonly connections: number;
}

/**
 * Default of max_connections of Aurora MySQL by GiB of memory, as AWS lists it. Where its list and its formula,
 * GREATEST(log2(memory / 805306368) * 45, log2(memory / 8187281408) * 1000) with at most 16,000, do not agree (384 and
 * 768 GiB), the smaller stands here: an alarm on it comes earlier. A parameter group may say otherwise.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Performance.html
 */
const connections: Readonly<Record<string, number>> = known.connections;

/** GiB by kind of family and size: burstable, 8 GiB a virtual CPU, 16 GiB a virtual CPU. */
const memory: Readonly<Record<string, Readonly<Record<string, number>>>> = known.memory;

/** The kind of each family. */
const families: Readonly<Record<string, string>> = known.families;

/** Memory and default connections of `db.r6g.large` and the like; undefined for a class that is not known. */
export function instanceClass(name: string): InstanceClass | undefined {
  const [, family = '', size = ''] = /^db\.(\w+)\.(\w+)$/.exec(name) ?? [];
  const kind = Object.hasOwn(families, family) ? families[family] : undefined;
  const sizes = kind === undefined ? undefined : memory[kind];
  const memoryGib = sizes !== undefined && Object.hasOwn(sizes, size) ? sizes[size] : undefined;
  const limit = memoryGib === undefined ? undefined : connections[memoryGib];
  return memoryGib === undefined || limit === undefined
    ? undefined
    : { memoryGib, connections: limit };
}
