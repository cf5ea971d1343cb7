import { edgeLogFields } from '../../../core/formats/cloudfront-log.ts';

/** Letters of the edge location in the log and the headers; CloudFront's for Milan. */
export const edgeLocation = 'MXP64-P1';

/** By the name of CloudFront's field, what varnishncsa writes there; the rest is `-`. Times are UTC by `TZ`. */
const formatOf: Readonly<Record<string, string>> = {
  date: '%{%Y-%m-%d}t',
  time: '%{%H:%M:%S}t',
  'x-edge-location': edgeLocation,
  'sc-bytes': '%O',
  'c-ip': '%h',
  'cs-method': '%m',
  'cs(Host)': 'dlocal.cloudfront.net',
  'cs-uri-stem': '%{VCL_Log:stem}x',
  'sc-status': '%s',
  'cs(Referer)': '%{Referer}i',
  'cs(User-Agent)': '%{User-Agent}i',
  'cs-uri-query': '%{VCL_Log:query}x',
  'x-edge-result-type': '%{VCL_Log:result}x',
  'x-edge-request-id': '%{X-Amz-Cf-Id}o',
  'x-host-header': '%{Host}i',
  'cs-protocol': 'http',
  'cs-bytes': '%I',
  'time-taken': '%{VSL:Timestamp:Resp[2]}x',
  'x-forwarded-for': '%{VCL_Log:forwarded}x',
  'x-edge-response-result-type': '%{VCL_Log:result}x',
  'cs-protocol-version': '%H',
  'c-port': '%{VSL:ReqStart[2]}x',
  'time-to-first-byte': '%{Varnish:time_firstbyte}x',
  'x-edge-detailed-result-type': '%{VCL_Log:result}x',
  'sc-content-type': '%{Content-Type}o',
  'sc-content-len': '%{Content-Length}o',
  // Ours, after CloudFront's own.
  'x-firewall-action': '%{VCL_Log:firewall}x',
  'x-firewall-keys': '%{VCL_Log:keys}x',
};

/** The format in which varnishncsa writes what CloudFront's standard log has, and what the firewall did. */
export const edgeLogFormat = edgeLogFields
  .map((field) => formatOf[field] ?? '-')
  .join(String.raw`\t`);
