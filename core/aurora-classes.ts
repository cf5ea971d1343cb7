/** A size of database instance. */
export interface AuroraClass {
  readonly name: string;
  readonly vcpu: number;
  readonly memoryGiB: number;
  /** Default of `max_connections`; a cluster may have another, so the live value counts. */
  readonly maxConnections: number;
  /** US dollars an hour in us-east-1, Aurora Standard; undefined where no price was found. */
  readonly usdHour: number | undefined;
}

type Row = readonly [
  name: string,
  vcpu: number,
  memoryGiB: number,
  maxConnections: number | undefined,
  usdHour: number | undefined,
];

/** Shapes and documented connections: Amazon Aurora user guide, 2023-06. Prices: public tables of list prices, 2026-03. */
const rows: readonly Row[] = [
  ['db.t3.small', 2, 2, 45, undefined],
  ['db.t3.medium', 2, 4, 90, 0.082],
  ['db.t3.large', 2, 8, 135, 0.164],
  ['db.t4g.medium', 2, 4, 90, 0.073],
  ['db.t4g.large', 2, 8, 135, 0.146],
  ['db.r5.large', 2, 16, 1000, 0.29],
  ['db.r5.xlarge', 4, 32, 2000, 0.58],
  ['db.r5.2xlarge', 8, 64, 3000, 1.16],
  ['db.r5.4xlarge', 16, 128, 4000, 2.32],
  ['db.r5.8xlarge', 32, 256, 5000, 4.64],
  ['db.r5.12xlarge', 48, 384, 6000, 6.96],
  ['db.r5.16xlarge', 64, 512, 6000, 9.28],
  ['db.r5.24xlarge', 96, 768, 7000, 13.92],
  ['db.r6g.large', 2, 16, 1000, 0.26],
  ['db.r6g.xlarge', 4, 32, 2000, 0.519],
  ['db.r6g.2xlarge', 8, 64, 3000, 1.038],
  ['db.r6g.4xlarge', 16, 128, 4000, 2.076],
  ['db.r6g.8xlarge', 32, 256, 5000, 4.152],
  ['db.r6g.12xlarge', 48, 384, 6000, 6.228],
  ['db.r6g.16xlarge', 64, 512, 6000, 8.304],
  ['db.r6i.large', 2, 16, 1000, undefined],
  ['db.r6i.xlarge', 4, 32, 2000, undefined],
  ['db.r6i.2xlarge', 8, 64, 3000, undefined],
  ['db.r6i.4xlarge', 16, 128, 4000, undefined],
  ['db.r6i.8xlarge', 32, 256, 5000, undefined],
  ['db.r6i.12xlarge', 48, 384, 6000, undefined],
  ['db.r6i.16xlarge', 64, 512, 6000, undefined],
  ['db.r6i.24xlarge', 96, 768, 7000, undefined],
  ['db.r6i.32xlarge', 128, 1024, 7000, undefined],
  ['db.r7g.large', 2, 16, undefined, 0.276],
  ['db.r7g.xlarge', 4, 32, undefined, 0.553],
  ['db.r7g.2xlarge', 8, 64, undefined, 1.106],
  ['db.r7g.4xlarge', 16, 128, undefined, 2.211],
  ['db.r7g.8xlarge', 32, 256, undefined, 4.422],
  ['db.r7g.12xlarge', 48, 384, undefined, 6.633],
  ['db.r7g.16xlarge', 64, 512, undefined, 8.844],
  ['db.r8g.large', 2, 16, undefined, 0.276],
  ['db.r8g.xlarge', 4, 32, undefined, 0.552],
  ['db.r8g.2xlarge', 8, 64, undefined, 1.104],
  ['db.r8g.4xlarge', 16, 128, undefined, 2.208],
  ['db.r8g.8xlarge', 32, 256, undefined, 4.416],
  ['db.r8g.12xlarge', 48, 384, undefined, 6.624],
  ['db.r8g.16xlarge', 64, 512, undefined, 8.832],
  ['db.r8g.24xlarge', 96, 768, undefined, 13.248],
  ['db.r8g.48xlarge', 192, 1536, undefined, 26.496],
  ['db.x2g.large', 2, 32, 2000, undefined],
  ['db.x2g.xlarge', 4, 64, 3000, undefined],
  ['db.x2g.2xlarge', 8, 128, 4000, undefined],
  ['db.x2g.4xlarge', 16, 256, 5000, undefined],
  ['db.x2g.8xlarge', 32, 512, 6000, undefined],
  ['db.x2g.12xlarge', 48, 768, 7000, undefined],
  ['db.x2g.16xlarge', 64, 1024, 7000, undefined],
];

export const auroraClasses: ReadonlyMap<string, AuroraClass> = new Map(
  rows.map(([name, vcpu, memoryGiB, documented, usdHour]) => [
    name,
    {
      name,
      vcpu,
      memoryGiB,
      maxConnections: documented ?? maxConnectionsOf(memoryGiB),
      usdHour,
    },
  ]),
);

/**
 * Default of `max_connections` by memory: GREATEST(log2(bytes / 805306368) x 45, log2(bytes / 8187281408) x 1000), at most
 * 16,000. On nominal memory a little above what AWS documents, since a part of the memory is kept from the database.
 * Source: Amazon Aurora user guide, "Managing performance and scaling for Aurora MySQL".
 */
export function maxConnectionsOf(memoryGiB: number): number {
  const bytes = memoryGiB * 2 ** 30;
  const small = Math.log2(bytes / 805_306_368) * 45;
  const large = Math.log2(bytes / 8_187_281_408) * 1000;
  return Math.min(16_000, Math.floor(Math.max(small, large)));
}
