/** The files of a probe's folder, all plain; nothing else may be relied upon. */
export const probeFiles = {
  /** Who was looked at, how and when: see manifest.ts. */
  manifest: 'probe.json',
  /** What was seen, one JSON record a line, written as it comes. Its shape is that of the probe. */
  samples: 'samples.ndjson',
  /** What that means: see verdict.ts. */
  verdict: 'verdict.json',
  /** The same as a page. */
  report: 'report.html',
} as const;
