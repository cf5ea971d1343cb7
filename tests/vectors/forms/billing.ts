import { z } from 'zod';
import {
  auroraMonth,
  auroraSeconds,
  capacityUnitsOf,
  eventsMonth,
  fargateSeconds,
  loadBalancerHour,
  metricsMonth,
} from '../../../reports/capacity/prices/billing.ts';
import { defaultPriceList as prices } from '../../../reports/capacity/prices/price-list.ts';
import { row } from '../rows/compare.ts';
import type { Form, Row } from '../rows/form.ts';

const n = z.number();
const rows = <T extends z.ZodRawShape>(shape: T) => z.array(z.looseObject(shape)).default([]);
const file = z.looseObject({
  lcu: rows({
    newConnectionsPerSecond: n,
    connectionSeconds: n,
    requestsPerSecond: n,
    kilobytesPerSecond: n,
    rules: n,
    lcu: z.record(z.string(), n),
    billedLcu: n,
    dimension: z.string(),
    usdPerHour: n,
  }),
  fargate: rows({ vcpu: n, gb: n, secondsFromPullToStop: n, billedSeconds: n, usd: n }),
  auroraInstance: rows({
    usdHour: n,
    seconds: n,
    billedSeconds: n,
    usdStandard: n,
    usdIoOptimized: n,
  }),
  auroraStorageMode: rows({
    usdHourStandard: n,
    instances: n,
    storageGib: n,
    millionIoPerMonth: n,
    usdMonthStandard: n,
    usdMonthIoOptimized: n,
    cheaper: z.string(),
    ioShare: n,
  }),
  cloudwatchMetrics: rows({ customMetrics: n, usdMonth: n }),
  containerInsightsIngestion: rows({
    tasks: n,
    containersPerTask: n,
    bytesPerEvent: n,
    eventsPerMonth: n,
    gbPerMonth: n,
    usdIngestAtHalfDollar: n,
  }),
});
type File = z.infer<typeof file>;

/** What AWS bills, at the prices of us-east-1. */
export const billingForm: Form = {
  fits: (document) =>
    file.safeParse(document).success &&
    Object.keys(file.shape).some((key) => key in Object(document)),
  evaluate: (document) => {
    const all = file.parse(document);
    return [...balancerRows(all), ...taskRows(all), ...databaseRows(all), ...cloudWatchRows(all)];
  },
};

function balancerRows({ lcu }: File): Row[] {
  return lcu.map((one, index) => {
    const { dimension, units, usd } = loadBalancerHour(one, prices);
    const { lcu: expected, billedLcu, dimension: decides, usdPerHour } = one;
    return row(
      `lcu ${index + 1}`,
      { lcu: expected, billedLcu, decides, usdPerHour },
      {
        lcu: each(capacityUnitsOf(one), 6),
        billedLcu: rounded(units, 6),
        decides: dimension,
        usdPerHour: rounded(usd, 6),
      },
    );
  });
}

function taskRows({ fargate }: File): Row[] {
  const region = prices.regions['us-east-1'] ?? { vcpuHour: 0, gbHour: 0 };
  return fargate.map(({ vcpu, gb, secondsFromPullToStop, billedSeconds, usd }) => {
    const seconds = fargateSeconds(secondsFromPullToStop);
    const hour = vcpu * region.vcpuHour + gb * region.gbHour;
    return row(
      `fargate: ${vcpu} vCPU, ${gb} GB, ${secondsFromPullToStop} s`,
      { billedSeconds, usd },
      { billedSeconds: seconds, usd: rounded((hour * seconds) / 3600, 9) },
    );
  });
}

function databaseRows({ auroraInstance, auroraStorageMode }: File): Row[] {
  return [
    ...auroraInstance.map(({ usdHour, seconds, billedSeconds, usdStandard, usdIoOptimized }) => {
      const billed = auroraSeconds(seconds);
      const usd = (usdHour * billed) / 3600;
      return row(
        `Aurora: ${usdHour} an hour, ${seconds} s`,
        { billedSeconds, usdStandard, usdIoOptimized },
        {
          billedSeconds: billed,
          usdStandard: rounded(usd, 6),
          usdIoOptimized: rounded(usd * prices.aurora.ioOptimized.instanceTimes, 6),
        },
      );
    }),
    ...auroraStorageMode.map((one, index) => {
      const { usdHourStandard, instances, storageGib, millionIoPerMonth, ...expected } = one;
      const cluster = { usdHour: usdHourStandard * instances, storageGib, millionIoPerMonth };
      const { standard, ioOptimized, ioShare } = auroraMonth(cluster, prices);
      return row(`Aurora storage ${index + 1}`, expected, {
        usdMonthStandard: rounded(standard, 2),
        usdMonthIoOptimized: rounded(ioOptimized, 2),
        cheaper: ioOptimized < standard ? 'io-optimized' : 'standard',
        ioShare: rounded(ioShare, 4),
      });
    }),
  ];
}

function cloudWatchRows({ cloudwatchMetrics, containerInsightsIngestion }: File): Row[] {
  return [
    ...cloudwatchMetrics.map(({ customMetrics, usdMonth }) =>
      row(`metrics: ${customMetrics}`, usdMonth, rounded(metricsMonth(customMetrics, prices), 2)),
    ),
    ...containerInsightsIngestion.map(
      ({ tasks, containersPerTask, bytesPerEvent, ...expected }) => {
        const events = eventsMonth(tasks, containersPerTask);
        const gb = (events * bytesPerEvent) / 1e9;
        return row(`events: ${tasks} tasks`, expected, {
          eventsPerMonth: events,
          gbPerMonth: rounded(gb, 4),
          usdIngestAtHalfDollar: rounded(gb * prices.cloudWatch.ingestedGb, 4),
        });
      },
    ),
  ];
}

/** To the digits of the file. */
function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function each(values: object, digits: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, rounded(Number(value), digits)]),
  );
}
