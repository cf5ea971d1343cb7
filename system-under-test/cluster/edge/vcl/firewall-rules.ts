import type { Firewall, FirewallRule, KeyPart } from '../firewall/rules.ts';
import { patternExpression } from '../path-pattern.ts';

/**
 * Lines of VCL that hold a request against the rules in their order. A key is blocked while a file of its name is there, in
 * hexadecimal digits and in a folder for each rule: Varnish can see files and nothing else that changes without a reload.
 * What a key is longer than a file name can be is cut.
 */
export function firewallLines({ rules }: Firewall, blockedFolder: string): string[] {
  return rules.flatMap((rule, nth) => ruleLines(rule, nth, blockedFolder));
}

function ruleLines(rule: FirewallRule, nth: number, blockedFolder: string): string[] {
  const { name, path, key, action, status } = rule;
  const conditions = [
    ...(path === undefined ? [] : [`req.http.x-edge-path ~ "${patternExpression(path)}"`]),
    ...key.flatMap((part) => partOf(part).isThere ?? []),
  ];
  const value =
    key.length === 0 ? '"all"' : key.map((part) => partOf(part).value).join(' + "|" + ');
  const mark = `${action.toUpperCase()}:${name}`;
  return [
    `  # rule ${name}`,
    `  if (${conditions.length === 0 ? 'true' : conditions.join(' && ')}) {`,
    `    set req.http.x-edge-key = ${value};`,
    '    set req.http.x-edge-key = regsub(req.http.x-edge-key, "^(.{1,120}).*$", "\\1");',
    '    set req.http.x-edge-key = blob.transcode(encoding=HEX, encoded=req.http.x-edge-key);',
    `    set req.http.x-edge-keys = req.http.x-edge-keys + ",${nth}:" + req.http.x-edge-key;`,
    `    if (std.file_exists("${blockedFolder}/${nth}/" + req.http.x-edge-key)) {`,
    `      set req.http.x-edge-firewall = "${mark}";`,
    ...(action === 'block' ? [`      return (synth(${status}, "Request blocked"));`] : []),
    '    }',
    '  }',
  ];
}

/** How a part of a key is had, and the condition that it is there; none where it always is. */
function partOf(part: KeyPart): { readonly value: string; readonly isThere?: string } {
  if (part === 'ip') return { value: '"" + client.ip' };
  // Varnish has added the peer already, so there is always one.
  if (part === 'forwarded-ip')
    return {
      value: String.raw`regsub(req.http.x-forwarded-for, "^\s*([^,\s]+).*$", "\1")`,
      isThere: String.raw`req.http.x-forwarded-for ~ "^\s*[0-9A-Fa-f.:]{2,45}\s*(,|$)"`,
    };
  if (part === 'method') return { value: 'req.method' };
  if (part === 'path') return { value: 'req.http.x-edge-path' };
  if (part === 'query-string')
    return { value: 'req.http.x-edge-query', isThere: 'req.http.x-edge-query != "-"' };
  if ('header' in part)
    return { value: `req.http.${part.header}`, isThere: `req.http.${part.header}` };
  if ('cookie' in part)
    return {
      value: String.raw`regsub(req.http.cookie, "^(?:.*;\s*)?${part.cookie}=([^;]*).*$", "\1")`,
      isThere: String.raw`req.http.cookie ~ "(?:^|;\s*)${part.cookie}="`,
    };
  return {
    value: String.raw`regsub(req.url, "^[^?]*\?(?:.*&)?${part.argument}=([^&]*).*$", "\1")`,
    isThere: `req.url ~ "[?&]${part.argument}="`,
  };
}
