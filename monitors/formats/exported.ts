import type { DefinitionSet } from '../definitions/definition.ts';

/** A file that an export would write. */
export interface ExportedFile {
  /** Without a folder. */
  readonly name: string;
  readonly text: string;
}

/** What an export gives: files, and in a sentence each what the format cannot say. */
export interface Exported {
  readonly files: readonly ExportedFile[];
  readonly notes: readonly string[];
}

/** Languages that a format's files may be written in. */
export type Language = 'json' | 'yaml';

/** Definitions as files of another tool. */
export interface Exporter {
  readonly files: (set: DefinitionSet, language: Language) => Exported;
  /** The text that says everything, where there is one. */
  readonly whole: (set: DefinitionSet, exported: Exported) => string | undefined;
}
