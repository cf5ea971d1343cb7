import type { Severity } from '../../monitors/lint/rule/finding.ts';
import type { PlaceFlags } from './definitions/where-deployed.ts';
import type { LintFormat } from '../../monitors/lint/reporters/formats.ts';

export interface LintFlags extends PlaceFlags {
  readonly format: LintFormat;
  readonly minSeverity: Severity;
  readonly failOn: Severity;
  readonly rule?: readonly string[];
  readonly disable?: readonly string[];
  readonly budget?: number;
  readonly online: boolean;
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly list: boolean;
  readonly json: boolean;
}
