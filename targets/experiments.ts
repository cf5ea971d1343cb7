/** A template of AWS Fault Injection Service, as far as a person has to know it before it is started. */
export interface ExperimentTemplate {
  readonly id: string;
  readonly description: string;
  /** `aws:rds:failover-db-cluster` */
  readonly actions: readonly string[];
  /** ARNs of the alarms that stop it. */
  readonly stopAlarms: readonly string[];
}

/** How an experiment ended. */
export interface ExperimentEnd {
  readonly id: string;
  /** As FIS calls it: `completed`, `stopped`, `failed`, `cancelled`. */
  readonly status: string;
  /** FIS's own words; may be empty. */
  readonly reason: string;
}

export interface Conduct {
  readonly confirmed: boolean;
  /** Stops the experiment once it aborts. */
  readonly until: AbortSignal;
  readonly tell: (text: string) => void;
  readonly pollMs?: number;
}

/** What AWS Fault Injection Service can do to a target. */
export interface Experiments {
  /** @throws aws-refused when there is none with this id or tag `Name`, or several; what AWS answers */
  readonly templateNamed: (named: string) => Promise<ExperimentTemplate>;
  /** @throws drill-not-confirmed, drill-action-failed, what AWS answers */
  readonly conduct: (template: ExperimentTemplate, conduct: Conduct) => Promise<ExperimentEnd>;
}
