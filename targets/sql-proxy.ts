/** The proxy before the local cluster's database that splits reads from writes. */
export { fetchProxy } from '../system-under-test/cluster/sql-proxy/fetch.ts';
export { hasProxy, proxyJars } from '../system-under-test/cluster/sql-proxy/location.ts';
