/** What its database is called on the local cluster. */
export const platformSchema = 'pms_platform';

/** The platform's own database: requests counted per tenant, day and route. */
export interface UsageDayTable {
  tenant: string;
  day: string;
  /** Method and route pattern, e.g. `GET /booking/v1/quotes/{id}`. */
  route: string;
  requests: number;
}

export interface PlatformTables {
  usage_day: UsageDayTable;
}

export const platformSql = [
  `CREATE TABLE usage_day (
    tenant VARCHAR(64) NOT NULL,
    day DATE NOT NULL,
    route VARCHAR(160) NOT NULL,
    requests BIGINT NOT NULL,
    PRIMARY KEY (tenant, day, route)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
];
