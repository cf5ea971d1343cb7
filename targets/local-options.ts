/** How a local cluster may be started. */
export {
  type ClusterOptions,
  bookingModes,
  checkedName,
  checkedOptions,
  defaultOptions,
  fencings,
  poolOrders,
  replications,
  sizes,
  stickinesses,
  sqlProxies,
} from '../system-under-test/cluster/options.ts';
