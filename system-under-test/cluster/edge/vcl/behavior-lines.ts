import { type CacheBehavior, type Distribution, passes } from '../behavior.ts';
import { patternExpression } from '../path-pattern.ts';

const refusedMethod = 'This distribution does not allow this method';

/** Lines of VCL that find a request's behavior and cut the request to what is part of its key. */
export function behaviorLines({ behaviors }: Distribution): string[] {
  return [
    ...behaviors.flatMap((behavior, nth) => [
      `  ${nth === 0 ? 'if' : 'elsif'} (req.http.x-edge-path ~ "${patternExpression(behavior.path)}") {`,
      `    set req.http.x-edge-behavior = "${nth}";`,
      ...methodLines(behavior),
      ...keyLines(behavior).map((line) => `    ${line}`),
      '  }',
    ]),
    '  else { return (synth(404, "No behavior matches")); }',
  ];
}

function methodLines({ methods }: CacheBehavior): string[] {
  if (methods === 'all') return [];
  const expression = `^(${methods.split(', ').join('|')})$`;
  return [`    if (req.method !~ "${expression}") { return (synth(403, "${refusedMethod}")); }`];
}

function keyLines(behavior: CacheBehavior): string[] {
  if (passes(behavior)) return ['return (pass);'];
  const { query, cookies } = behavior;
  return [
    // What is kept is for everybody: CloudFront takes this header off where it is no part of the key.
    'unset req.http.authorization;',
    ...(cookies === 'none' ? ['unset req.http.cookie;'] : []),
    ...queryLines(query),
  ];
}

function queryLines(query: CacheBehavior['query']): string[] {
  if (query === 'all') return [];
  if (query === 'none') return ['set req.url = req.http.x-edge-path;'];
  const others = `([?&])(?!(?:${query.join('|')})=)[^&]*`;
  return [
    `set req.url = regsuball(req.url, "${others}", "\\1");`,
    'set req.url = regsuball(req.url, "([?&])&+", "\\1");',
    'set req.url = regsub(req.url, "[?&]+$", "");',
  ];
}

/**
 * Lines of VCL that decide, in `vcl_backend_response`, how long a good answer is kept. `edge_age` has set beresp.ttl to what the
 * origin allows, and x-edge-said where it says anything.
 */
export function lifetimeLines({ behaviors }: Distribution): string[] {
  return behaviors.flatMap((behavior, nth) => {
    if (passes(behavior)) return [];
    const { ttl, cookies, compress } = behavior;
    return [
      `  if (bereq.http.x-edge-behavior == "${nth}") {`,
      `    if (beresp.http.cache-control ~ "(?i)\\b(no-store|no-cache|private)\\b") { set beresp.ttl = ${ttl.min}s; }`,
      `    elsif (!beresp.http.x-edge-said) { set beresp.ttl = ${ttl.default}s; }`,
      `    elsif (beresp.ttl < ${ttl.min}s) { set beresp.ttl = ${ttl.min}s; }`,
      `    if (beresp.ttl > ${ttl.max}s) { set beresp.ttl = ${ttl.max}s; }`,
      ...(cookies === 'none' ? ['    unset beresp.http.set-cookie;'] : []),
      ...(compress ? ['    call edge_compress;'] : []),
      '  }',
    ];
  });
}
