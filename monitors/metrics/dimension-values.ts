const hour = 3_600_000;

/** Different values of a dimension in an hour beyond which AWS may disable a metric filter. */
const limit = 1000;

/**
 * Counts the different pairs of dimension name and value that a filter makes in each hour, and notes once that there are
 * more than AWS stands: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
 */
export function watchDimensionValues(
  name: string,
  note: (note: string) => void,
): (at: number, dimensions: Readonly<Record<string, string>>) => void {
  let current = -Infinity;
  let noted = false;
  const pairs = new Set<string>();
  return (at, dimensions) => {
    if (noted) return;
    const now = Math.floor(at / hour);
    if (now !== current) pairs.clear();
    current = now;
    for (const pair of Object.entries(dimensions)) pairs.add(JSON.stringify(pair));
    if (pairs.size <= limit) return;
    noted = true;
    note(
      `${name} produced more than ${limit} different dimension values within an hour: AWS may disable it.`,
    );
  };
}
