/** The local cluster, for those who start it, look at it and end it. It is Linux only, like what it is made of. */
export { type LaunchedCluster, launchCluster } from '../system-under-test/cluster/client/launch.ts';
export { clusterState } from '../system-under-test/cluster/client/control-client.ts';
export { balancersFor } from '../system-under-test/cluster/supervisor/load-balancer.ts';
export { takeDown } from '../system-under-test/cluster/client/take-down.ts';
export {
  type ClusterState,
  type Part,
  clusterStateSchema,
} from '../system-under-test/cluster/state.ts';
