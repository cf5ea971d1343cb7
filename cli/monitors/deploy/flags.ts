import type { ReadFlags } from '../definitions/read-options.ts';

/** The flags of every command that compares definitions with an account. */
export interface AccountFlags extends ReadFlags {
  readonly stack?: string;
  readonly regions?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly json: boolean;
}

interface ChangeFlags extends AccountFlags {
  readonly adopt: boolean;
  readonly destroy: boolean;
}

export interface PlanFlags extends ChangeFlags {
  readonly out?: string;
}

export interface ApplyFlags extends ChangeFlags {
  readonly yes: boolean;
}
