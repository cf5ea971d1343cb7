import type { Location } from '../../core/source/location.ts';

export type Tags = Readonly<Record<string, string>>;

/** What every definition has. A definition is known by its kind, region and name. */
export interface Base {
  readonly name: string;
  /** Where it must live, when that is not the environment's own region: CloudFront and Route 53 report to us-east-1. */
  readonly region?: string;
  readonly tags?: Tags;
  /** Where it was read from. */
  readonly origin?: Location;
}

/** An ARN, or the topic of that name among the definitions of the same region. */
export type ActionTarget = string | { readonly topic: string };

/** Whom an alarm tells. */
export interface Actions {
  readonly alarm?: readonly ActionTarget[];
  readonly ok?: readonly ActionTarget[];
  readonly insufficientData?: readonly ActionTarget[];
}
