/**
 * How a request finds its answer. An expired answer that is still there is shown when the origin fails, and then the origin is
 * left alone for a while. Varnish does not tell whether there is one before it asks the origin, so a request looks several
 * times, and what it looks for is its step:
 *
 * fresh    one that has not expired; none: stale?
 * stale?   one that has expired; none: the origin is asked, and what comes is kept, an error too
 * failed?  a mark that the origin failed lately, under a key of its own; there: stale; none: refresh
 * refresh  the origin, by the ETag of the expired one; an error is thrown away: mark
 * mark     leaves the mark, without asking the origin: stale
 * stale    the expired one
 *
 * Only what is not fresh pays for it, with one to five looks of some microseconds.
 */
export const stepLines = `
sub edge_again {
  if (req.http.x-edge-step == "stale?" || req.http.x-edge-step == "stale") { set req.grace = 24h; }
  else { set req.grace = 0s; }
}

sub vcl_miss {
  if (req.http.x-edge-step == "fresh") { set req.http.x-edge-step = "stale?"; return (restart); }
  if (req.http.x-edge-step == "failed?") { set req.http.x-edge-step = "refresh"; return (restart); }
  return (fetch);
}

sub vcl_hit {
  if (req.http.x-edge-step == "stale?" && obj.ttl <= 0s) { set req.http.x-edge-step = "failed?"; return (restart); }
  if (req.http.x-edge-step == "failed?" || req.http.x-edge-step == "mark") {
    set req.http.x-edge-step = "stale";
    return (restart);
  }
  return (deliver);
}

sub vcl_backend_fetch {
  if (bereq.http.x-edge-step == "mark") { return (error(503, "The origin failed")); }
  # Varnish would refresh what it shows although it has expired.
  if (bereq.is_bgfetch) { return (abandon); }
  unset bereq.http.x-edge-path; unset bereq.http.x-edge-query; unset bereq.http.x-edge-keys;
  unset bereq.http.x-edge-key; unset bereq.http.x-edge-firewall;
  if (bereq.http.if-none-match && !bereq.uncacheable) {
    set bereq.http.if-none-match = regsub(bereq.http.if-none-match, "^W/", "");
  }
}

sub vcl_synth {
  if (resp.status == 503 && req.http.x-edge-step == "refresh") {
    set req.http.x-edge-step = "mark";
    return (restart);
  }
  set req.http.x-edge-result = "Error";
  set resp.http.content-type = "text/html";
  synthetic("<title>ERROR: The request could not be satisfied</title>");
  call edge_tell;
  return (deliver);
}
`;
