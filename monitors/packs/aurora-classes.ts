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
const connections: ReadonlyMap<number, number> = new Map([
  [2, 45],
  [4, 90],
  [8, 135],
  [16, 1000],
  [32, 2000],
  [64, 3000],
  [128, 4000],
  [256, 5000],
  [384, 5654],
  [512, 6000],
  [768, 6654],
  [1024, 7000],
  [1536, 7654],
]);

type Sizes = Readonly<Record<string, number>>;

const burstable: Sizes = { small: 2, medium: 4, large: 8 };

/** 8 GiB a virtual CPU. */
const memoryOptimized: Sizes = {
  large: 16,
  xlarge: 32,
  '2xlarge': 64,
  '4xlarge': 128,
  '8xlarge': 256,
  '12xlarge': 384,
  '16xlarge': 512,
  '24xlarge': 768,
  '32xlarge': 1024,
  '48xlarge': 1536,
};

/** 16 GiB a virtual CPU. */
const memoryExtended: Sizes = {
  large: 32,
  xlarge: 64,
  '2xlarge': 128,
  '4xlarge': 256,
  '8xlarge': 512,
  '12xlarge': 768,
  '16xlarge': 1024,
};

/** GiB by family and size. */
const families: Readonly<Record<string, Sizes>> = {
  t3: burstable,
  t4g: burstable,
  r5: memoryOptimized,
  r6g: memoryOptimized,
  r6i: memoryOptimized,
  r7g: memoryOptimized,
  r7i: memoryOptimized,
  r8g: memoryOptimized,
  x2g: memoryExtended,
};

/** Memory and default connections of `db.r6g.large` and the like; undefined for a class that is not known. */
export function instanceClass(name: string): InstanceClass | undefined {
  const [, family = '', size = ''] = /^db\.(\w+)\.(\w+)$/.exec(name) ?? [];
  const sizes = Object.hasOwn(families, family) ? families[family] : undefined;
  const memoryGib = sizes !== undefined && Object.hasOwn(sizes, size) ? sizes[size] : undefined;
  const limit = memoryGib === undefined ? undefined : connections.get(memoryGib);
  return memoryGib === undefined || limit === undefined
    ? undefined
    : { memoryGib, connections: limit };
}
