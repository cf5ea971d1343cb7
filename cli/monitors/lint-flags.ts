import type { Severity } from '../../monitors/findings/finding.ts';
import type { LintFormat } from '../../monitors/lint/reporters/formats.ts';

export interface LintFlags {
  readonly format: LintFormat;
  readonly minSeverity: Severity;
  readonly failOn: Severity;
  readonly rule?: readonly string[];
  readonly disable?: readonly string[];
  readonly budget?: number;
  readonly region?: string;
  readonly online: boolean;
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly list: boolean;
  readonly json: boolean;
}
