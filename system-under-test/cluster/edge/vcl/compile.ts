import type { Distribution } from '../behavior.ts';
import { errorCaching, type ErrorCaching } from '../error-caching.ts';
import type { Firewall } from '../firewall/rules.ts';
import { edgeLocation } from '../log-format.ts';
import { behaviorLines, lifetimeLines } from './behavior-lines.ts';
import { firewallLines } from './firewall-rules.ts';
import { stepLines } from './steps.ts';

export interface EdgePlan {
  readonly distribution: Distribution;
  readonly firewall: Firewall;
  /** `host:port` of the load balancer. */
  readonly origin: string;
  /** Where the keys that are blocked are, a folder for each rule by its number. */
  readonly blockedFolder: string;
  /** Tells requests of this start from those of others. */
  readonly startId: string;
}

/** CloudFront compresses what is of such a size, in bytes, by what the origin says. */
const compressed = { least: 1000, most: 10_000_000 };

/**
 * Varnish's configuration for a distribution. Choices that are not plain:
 * - Varnish adds the peer to X-Forwarded-For by itself, as CloudFront does;
 * - `Host` is part of the key, since tenants are told apart by it;
 * - what is compressed here gets a weak ETag, which an origin that compares strongly would never find unchanged: the origin
 *   is asked with the strong one;
 * - an answer that is not kept is remembered as such for two minutes, so that visitors do not wait for one another.
 */
export function edgeConfiguration(plan: EdgePlan): string {
  const { distribution, firewall, origin, blockedFolder, startId } = plan;
  const [host = '', port = ''] = origin.split(':');
  return `vcl 4.1;
import std;
import blob;

backend origin {
  .host = "${host}";
  .port = "${port}";
  .connect_timeout = 10s;
  .first_byte_timeout = 30s;
  .between_bytes_timeout = 30s;
}

sub vcl_recv {
  if (req.restarts > 0) {
    call edge_again;
    return (hash);
  }
  # Nobody outside sets what stands for our own state.
  unset req.http.x-edge-behavior; unset req.http.x-edge-step; unset req.http.x-edge-key; unset req.http.x-edge-firewall;
  set req.http.x-edge-keys = "";
  set req.http.x-edge-path = regsub(req.url, "\\?.*$", "");
  set req.http.x-edge-query = "-";
  if (req.url ~ "\\?.") { set req.http.x-edge-query = regsub(req.url, "^[^?]*\\?", ""); }
${firewallLines(firewall, blockedFolder).join('\n')}
${behaviorLines(distribution).join('\n')}
  if (req.method != "GET" && req.method != "HEAD") { return (pass); }
  set req.http.x-edge-step = "fresh";
  set req.grace = 0s;
  return (hash);
}

sub vcl_hash {
  hash_data(req.url);
  hash_data(req.http.host);
  hash_data(req.http.cookie);
  if (req.http.x-edge-step == "failed?" || req.http.x-edge-step == "mark") { hash_data("failed"); }
  return (lookup);
}
${stepLines}
sub edge_age {
  unset beresp.http.x-edge-said;
  if (beresp.http.cache-control ~ "(?i)\\bs-maxage=\\d") {
    set beresp.ttl = std.duration(regsub(beresp.http.cache-control, "(?i)^.*\\bs-maxage=(\\d+).*$", "\\1") + "s", 0s);
    set beresp.http.x-edge-said = "yes";
  } elsif (beresp.http.cache-control ~ "(?i)\\bmax-age=\\d") {
    set beresp.ttl = std.duration(regsub(beresp.http.cache-control, "(?i)^.*\\bmax-age=(\\d+).*$", "\\1") + "s", 0s);
    set beresp.http.x-edge-said = "yes";
  } elsif (beresp.http.expires) {
    set beresp.ttl = std.time(beresp.http.expires, now) - now;
    set beresp.http.x-edge-said = "yes";
  }
}

sub edge_compress {
  if (beresp.http.content-type ~ "(?i)^(text/|application/(json|javascript|xml|manifest\\+json)|image/svg)"
      && std.integer(beresp.http.content-length, 0) >= ${compressed.least}
      && std.integer(beresp.http.content-length, 0) <= ${compressed.most}) {
    set beresp.do_gzip = true;
  }
}

sub edge_not_kept {
  set beresp.uncacheable = true;
  set beresp.ttl = 120s;
  set beresp.grace = 0s;
  set beresp.keep = 0s;
}

# An error that is kept: for the age that it states, or the least.
sub edge_error_kept {
  if (!beresp.http.x-edge-said || beresp.ttl < ${distribution.errorSeconds}s) { set beresp.ttl = ${distribution.errorSeconds}s; }
  set beresp.grace = 0s;
  set beresp.keep = 0s;
  unset beresp.http.set-cookie;
}

sub vcl_backend_response {
  unset beresp.http.x-edge-was304;
  if (bereq.uncacheable) { return (deliver); }
  if (beresp.was_304) { set beresp.http.x-edge-was304 = "yes"; }
  if (beresp.status >= 500 && bereq.http.x-edge-step == "refresh") { return (abandon); }
  call edge_age;
  if (beresp.status >= 400) {
${errorCaching.map(errorLine).join('\n')}
    else { call edge_not_kept; }
    unset beresp.http.x-edge-said;
    return (deliver);
  }
  set beresp.grace = 24h;
  set beresp.keep = 24h;
  if (beresp.http.cache-control ~ "(?i)\\bstale-if-error=\\d") {
    set beresp.grace = std.duration(regsub(beresp.http.cache-control, "(?i)^.*\\bstale-if-error=(\\d+).*$", "\\1") + "s", 0s);
  }
${lifetimeLines(distribution).join('\n')}
  unset beresp.http.x-edge-said;
  if (beresp.ttl <= 0s) { call edge_not_kept; }
  return (deliver);
}

sub vcl_backend_error {
  set beresp.http.content-type = "text/html";
  set beresp.http.x-edge-synthetic = "yes";
  if (bereq.http.x-edge-step == "refresh") { return (abandon); }
  set beresp.status = 502;
  set beresp.ttl = ${distribution.errorSeconds}s;
  set beresp.grace = 0s;
  set beresp.keep = 0s;
  synthetic("<title>ERROR: The request could not be satisfied</title>");
  return (deliver);
}

sub vcl_deliver {
  if (req.http.x-edge-step == "mark") {
    set req.http.x-edge-step = "stale";
    return (restart);
  }
  if (resp.status >= 400) { set req.http.x-edge-result = "Error"; }
  elsif (!req.http.x-edge-step) { set req.http.x-edge-result = "Miss"; }
  elsif (obj.hits > 0) { set req.http.x-edge-result = "Hit"; }
  elsif (resp.http.x-edge-was304) { set req.http.x-edge-result = "RefreshHit"; }
  else { set req.http.x-edge-result = "Miss"; }
  call edge_tell;
}

sub edge_tell {
  set resp.http.x-cache = req.http.x-edge-result + " from cloudfront";
  set resp.http.via = "1.1 edge.local (CloudFront)";
  set resp.http.x-amz-cf-pop = "${edgeLocation}";
  set resp.http.x-amz-cf-id = "${startId}-" + req.xid;
  unset resp.http.x-edge-was304; unset resp.http.x-edge-synthetic; unset resp.http.x-varnish;
  std.log("stem:" + req.http.x-edge-path);
  std.log("query:" + req.http.x-edge-query);
  std.log("result:" + req.http.x-edge-result);
  # What the visitor sent, without the peer that was added.
  if (req.http.x-forwarded-for ~ ",") { std.log("forwarded:" + regsub(req.http.x-forwarded-for, ",[^,]*$", "")); }
  else { std.log("forwarded:-"); }
  if (req.http.x-edge-firewall) { std.log("firewall:" + req.http.x-edge-firewall); } else { std.log("firewall:-"); }
  if (req.http.x-edge-keys != "") { std.log("keys:" + regsub(req.http.x-edge-keys, "^,", "")); } else { std.log("keys:-"); }
}
`;
}

function errorLine({ statuses, kept }: ErrorCaching, nth: number): string {
  const isOne = `(${statuses.map((status) => `beresp.status == ${status}`).join(' || ')})`;
  const condition = {
    always: isOne,
    'unless-forbidden': `${isOne} && beresp.http.cache-control !~ "(?i)\\b(no-store|no-cache|private)\\b"`,
    'when-allowed': `${isOne} && beresp.http.cache-control ~ "(?i)\\b(s-maxage|max-age)=\\d"`,
  }[kept];
  return `    ${nth === 0 ? 'if' : 'elsif'} (${condition}) { call edge_error_kept; }`;
}
