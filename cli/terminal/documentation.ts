/** What `--help` says of a command or of a group of commands. */
export interface Help {
  /** One line, without a full stop. */
  readonly brief: string;
  /** Some lines on what it does; wrapped by hand at 100 columns. */
  readonly details?: string;
  /** Whole command lines, each with what it is good for. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
}

/** Help in the shape that the command line library prints. */
export function documentation(help: Help): { brief: string; fullDescription: string } {
  const width = Math.max(...help.examples.map(([line]) => line.length));
  const examples = help.examples.map(([line, purpose]) => `  ${line.padEnd(width)}  ${purpose}`);
  const paragraphs = [help.details ?? `${help.brief}.`, ['EXAMPLES', ...examples].join('\n')];
  return { brief: help.brief, fullDescription: paragraphs.join('\n\n') };
}

/** The flag of every command that can answer a machine: one JSON document on standard output, all else on error. */
export const jsonFlag = {
  kind: 'boolean',
  default: false,
  withNegated: false,
  brief: 'Print JSON on standard output and everything else on standard error',
} as const;
