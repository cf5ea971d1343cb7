/** What asks an AWS account: `bilancia/monitors/account`. Apart from the rest, since AWS's clients take long to load. */
export { readAccount, type ReadAccountOptions } from './formats/account/read.ts';
export { accountView } from './lint/online/account.ts';
export { consultOracle, type OracleReport } from './oracle/consult.ts';
export type { OracleAnswer } from './oracle/ask.ts';
export type { OracleDifference } from './oracle/compare.ts';
export { recordAnswers, type RecordedVectors } from './oracle/record.ts';
