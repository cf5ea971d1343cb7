/**
 * Faults that can be planted, so that the loads that should find them can be seen to. Ordinary visitors do not meet them,
 * but for the line, which keeps them waiting.
 *
 * - `crossed-answers`: what searches were answered is kept by a short hash of the question, and the question is not
 *   compared: of many different ones, some get each other's answers.
 * - `kept-requests`: a task keeps something of every request for ever.
 * - `kept-secrets`: a task reads the passwords of its databases when it starts, and never again.
 * - `lossy-outbox`: a message that an outside system did not take is said to be delivered.
 * - `overwritten-sales`: a push of prices writes back the counters of sold nights as they were when it was read.
 * - `own-sessions`: a task keeps the sessions of its visitors to itself.
 * - `shared-line`: all tenants of a task wait in one line, so that one with many visitors slows the others.
 * - `two-parties`: nobody looks whether a unit is empty before the next party checks in.
 */
export const flaws = [
  'crossed-answers',
  'kept-requests',
  'kept-secrets',
  'lossy-outbox',
  'overwritten-sales',
  'own-sessions',
  'shared-line',
  'two-parties',
] as const;
export type Flaw = (typeof flaws)[number];
