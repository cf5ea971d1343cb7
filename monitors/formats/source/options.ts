/** What a file does not say of itself. */
export interface ReadOptions {
  /** Region of definitions for which the file names none. */
  readonly region?: string;
  /** Twelve digits. */
  readonly accountId?: string;
  /** Name of the environment. Default: `imported`. */
  readonly environment?: string;
  /** Whether a file may hold nothing that definitions are read from: one of several. */
  readonly mayBeEmpty?: boolean;
  /** Values of a template's parameters, and of anything else that would be a placeholder, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Stand-ins for what is not known. Twelve zeros are nobody's account. */
export const assumed = {
  region: 'us-east-1',
  accountId: '000000000000',
  environment: 'imported',
} as const;
