import type { EngineRun } from '../../engine.ts';
import type { Browsers } from './browsers.ts';

/** What the manifest says of them. */
interface Told {
  readonly count: number;
  readonly version: string;
}

/** A load with browsers beside it: they are recorded with it, and end when it ends, however it does. */
export function withBrowsers(load: EngineRun, browsers: Browsers, told: Told): EngineRun {
  const stopped = (async () => {
    // Whoever waits for the load's end is told of what is wrong with it.
    await Promise.allSettled([load.end]);
    return browsers.stop();
  })();
  const end = async () => {
    const [ended, failure] = await Promise.all([load.end, stopped]);
    const own = { ...told, ...(failure === undefined ? {} : { failure }) };
    return { ...ended, manifest: { ...ended.manifest, browsers: own } };
  };
  return {
    ...load,
    record: async (sink) => {
      const [reading] = await Promise.all([load.record(sink), browsers.record(sink)]);
      return reading;
    },
    end: end(),
  };
}
