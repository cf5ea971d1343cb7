import { readdirSync, readFileSync } from 'node:fs';

/** Processes whose command line or environment names `mark`, as `PID command`. This process is not counted. */
export function processesNaming(mark: string): string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .flatMap((pid) => {
      const command = readProc(pid, 'cmdline');
      const found = command.includes(mark) || readProc(pid, 'environ').includes(mark);
      return found ? [`${pid} ${command.replaceAll('\0', ' ')}`] : [];
    });
}

/** Addresses in a network such as `127.93.7.` on which anything listens. */
export function listenersIn(prefix: string): string[] {
  const listening = '0A';
  return readFileSync('/proc/net/tcp', 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === listening)
    .map((fields) => dotted(fields[1] ?? ''))
    .filter((address) => address.startsWith(prefix));
}

/** `0B07BD7F:0CEA` (bytes backwards) as `127.189.7.11:3306`. */
function dotted(hexadecimal: string): string {
  const [host = '', port = ''] = hexadecimal.split(':');
  const bytes = host.match(/../g)?.toReversed() ?? [];
  return `${bytes.map((byte) => Number.parseInt(byte, 16)).join('.')}:${Number.parseInt(port, 16)}`;
}

/** Empty when the process is gone, or another user's. */
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
