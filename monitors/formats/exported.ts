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
