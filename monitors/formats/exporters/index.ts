import type { Exporter, Language } from '../exported.ts';

export interface Format {
  /** What its files are, in a few words. */
  readonly brief: string;
  /** The default first. */
  readonly languages: readonly [Language, ...Language[]];
  /** Loaded when it is asked for, because the command line starts with the names alone. */
  readonly load: () => Promise<Exporter>;
}

/** Every format that goes out, by name. To add one: a folder beside this one, and its entry here. */
export const exporters: Readonly<Record<string, Format>> = {
  terraform: {
    brief: 'its JSON syntax, for the aws provider',
    languages: ['json'],
    load: async () => (await import('../terraform/write/write.ts')).terraform,
  },
  cloudformation: {
    brief: 'a template for each region',
    languages: ['yaml', 'json'],
    load: async () => (await import('../cloudformation/write/write.ts')).cloudFormation,
  },
};
