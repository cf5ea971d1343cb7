// @module-tag needs/mariadb
import type { Flaw } from '../../system-under-test/pms/domain/flaws.ts';

/** A desk with a fault: one of the service's own, or one that its database has. */
export interface FlawedDesk {
  readonly desk: string;
  readonly flaws: readonly Flaw[];
  /** Statements that plant it. */
  readonly sql: readonly string[];
}

/** What random guests and staff must find. To add one: an entry. */
export const flawedDesks: readonly FlawedDesk[] = [
  { desk: 'does not look whether a unit is empty', flaws: ['two-parties'], sql: [] },
  {
    desk: 'forgets what it refunded',
    flaws: [],
    sql: [
      `CREATE TRIGGER pms_riviera.forget_refunds BEFORE UPDATE ON pms_riviera.payment
       FOR EACH ROW SET NEW.refunded_cents = OLD.refunded_cents`,
    ],
  },
  {
    desk: 'lets everybody change what another has changed meanwhile',
    flaws: [],
    sql: [
      `CREATE TRIGGER pms_riviera.forget_versions BEFORE UPDATE ON pms_riviera.reservation
       FOR EACH ROW SET NEW.version = OLD.version`,
    ],
  },
  {
    desk: 'asks for less than is due of who does not come',
    flaws: [],
    sql: ['UPDATE pms_riviera.property SET no_show_percent = 79'],
  },
];
