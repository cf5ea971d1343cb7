/** Page: somebody gets up. Ticket: somebody looks tomorrow. */
export const burnSeverities = ['page', 'ticket'] as const;
export type BurnSeverity = (typeof burnSeverities)[number];

/** A pair of look-backs: the long one says that it matters, the short one that it still goes on. */
export interface BurnWindow {
  readonly severity: BurnSeverity;
  /** Tells the windows of one severity apart in names. */
  readonly speed: string;
  /** Share of the error budget that is spent within the long look-back, in percent. */
  readonly budgetPercent: number;
  readonly short: string;
  readonly long: string;
}

/**
 * The four pairs for an objective over 30 days, with burn rates 14.4, 6, 3 and 1: Google's SRE Workbook, "Alerting on
 * SLOs", as Sloth lists them (internal/alert/windows/google-30d.yaml). For another interval the shares of the budget stay
 * and the burn rates follow from the formula.
 */
export const googleWindows: readonly BurnWindow[] = [
  { severity: 'page', speed: 'quick', budgetPercent: 2, short: '5m', long: '1h' },
  { severity: 'page', speed: 'slow', budgetPercent: 5, short: '30m', long: '6h' },
  { severity: 'ticket', speed: 'quick', budgetPercent: 10, short: '2h', long: '1d' },
  { severity: 'ticket', speed: 'slow', budgetPercent: 10, short: '6h', long: '3d' },
];
