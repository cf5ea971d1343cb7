/** What asks an AWS account: `bilancia/monitors/account`. Apart from the rest, since AWS's clients take long to load. */
export { applyPlan, type ApplyOptions, type Outcome as ChangeOutcome } from './deploy/apply.ts';
export type { Access } from '../core/aws/access.ts';
export { connect, type Connections } from './aws/clients.ts';
export { driftOf, type Drift, type DriftReport } from './deploy/drift.ts';
export type { Difference, Json } from './deploy/resource/json.ts';
export type { Owner } from './deploy/resource/ownership.ts';
export type { Change, Plan, Refusal } from './deploy/plan/change.ts';
export { planChanges, type PlanOptions } from './deploy/plan/plan-changes.ts';
export { planLines } from './deploy/plan/render.ts';
export { inspectAccount, type Account } from './deploy/read/account.ts';
export { readAccount, type ReadAccountOptions } from './live-account/read.ts';
export { accountView } from './lint/online/account.ts';
export { consultOracle, type OracleReport } from './oracle/consult.ts';
export type { OracleAnswer } from './oracle/ask.ts';
export type { OracleDifference } from './oracle/compare.ts';
export { recordAnswers, type RecordedVectors } from './oracle/record.ts';
