import { type Addresses, hosts } from '../addresses.ts';
import type { ClusterOptions } from '../options.ts';

interface TaskSurroundings {
  readonly options: ClusterOptions;
  readonly addresses: Addresses;
  /** Host names of the database endpoints. */
  readonly names: { readonly writer: string; readonly reader: string };
  /** Path of the tenants' file. */
  readonly tenants: string;
  /** Folder of the booking front end. */
  readonly frontEnd: string;
}

/** How a PMS task is told where everything is, see system-under-test/pms/configuration.ts. */
export function taskEnvironment(
  { options, addresses: { network, ports }, names, tenants, frontEnd }: TaskSurroundings,
  taskId: string,
  address: string,
): Record<string, string> {
  return {
    PMS_LISTEN: address,
    PMS_TASK_ID: taskId,
    PMS_BOOKING_MODE: options.bookingMode,
    PMS_FLAWS: options.flaws.join(','),
    PMS_TENANTS_FILE: tenants,
    PMS_FRONT_END: frontEnd,
    PMS_DB_WRITER: `${names.writer}:${ports.database}`,
    PMS_DB_READER: `${names.reader}:${ports.database}`,
    PMS_DNS: `${network}.${hosts.resolver}:${ports.names}`,
    PMS_SESSIONS: hosts.sessions.map((host) => `${network}.${host}:${ports.sessions}`).join(','),
    PMS_OUTSIDE_URL: `http://${network}.${hosts.outside}:${ports.outside}`,
    PMS_DB_POOL_ORDER: options.poolOrder,
    PMS_DB_MAX_AGE_SECONDS: String(options.poolMaxAgeSeconds),
    PMS_LOG_FORMAT: 'line',
    // Visitors of a full cluster come at once and in thousands; small ones are for tests, which start many.
    PMS_WARM_UP_ROUNDS: options.size === 'full' ? '100' : '0',
    // The load balancer is told before a task is, so it need not find out.
    PMS_DRAIN_DELAY_SECONDS: '0.2',
    PMS_DRAIN_SECONDS: '8',
  };
}
