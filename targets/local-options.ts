/** How a local cluster may be started. */
export {
  type Autoscaling,
  metricInWords,
  parseAutoscaling,
} from '../system-under-test/cluster/autoscaling/policy.ts';
export { readFirewall } from '../system-under-test/cluster/edge/firewall/read.ts';
export {
  type ClusterOptions,
  bookingModes,
  checkedName,
  checkedOptions,
  defaultOptions,
  fencings,
  flaws,
  poolOrders,
  replications,
  sizes,
  stickinesses,
  sqlProxies,
} from '../system-under-test/cluster/options.ts';
