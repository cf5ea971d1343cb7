/** The local cluster, for those who start it, look at it and end it. It is Linux only, like what it is made of. */
export { type LaunchedCluster, launchCluster } from '../system-under-test/cluster/launch.ts';
export { clusterState } from '../system-under-test/cluster/control-client.ts';
export { takeDown } from '../system-under-test/cluster/take-down.ts';
export {
  type ClusterState,
  type Part,
  clusterStateSchema,
} from '../system-under-test/cluster/state.ts';
