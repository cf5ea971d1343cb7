import { writeFile } from 'node:fs/promises';
import { analyze } from '../reports/balance/analyze.ts';
import { defaultPrices } from '../reports/balance/prices.ts';
import { reportOn } from '../reports/balance/service-report.ts';
import { readSources } from '../reports/balance/sources/read-sources.ts';
import { report } from './measure.ts';

/** Everything that `bilancia balance` finds out about a file: `balance-events-ours.ts FILE [PEAKS-FILE]`. */
async function main([path = '', peaksFile]: readonly string[]): Promise<void> {
  const began = performance.now();
  const { services } = await readSources([path]);
  const options = { prices: defaultPrices, region: undefined, ceiling: 0.8 };
  const found = services.map((service) => reportOn(analyze(service), options));
  const seconds = (performance.now() - began) / 1000;
  if (peaksFile !== undefined) {
    const lines = found.map(({ service, balance }) =>
      [service, balance?.steps, balance?.peakToAverage].join('\t'),
    );
    await writeFile(peaksFile, `${lines.toSorted().join('\n')}\n`);
  }
  report({ seconds, groups: found.length });
}

await main(process.argv.slice(2));
