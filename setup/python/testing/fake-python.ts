import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Stands for Python: tells its version and how many of venv and ensurepip it has, makes environments that hold itself,
 * and "installs" by pip, which it counts in `$LOG`. With `$BROKEN`, pip fails.
 */
const fake = (version: string, modules: number): string => `#!/bin/sh
case "$*" in
  *'-c '*) echo '${version} ${modules}' ;;
  *'-m venv '*) mkdir -p "$4/bin"; cp "$0" "$4/bin/python" ;;
  *' install '*)
    if [ -n "$BROKEN" ]; then echo 'ERROR: No matching distribution found for moto' >&2; exit 1; fi
    echo install >> "$LOG"
    sleep 0.3 ;;
esac
`;

/** Puts a Python called `name` into `folder`, which is made. */
export async function plantPython(
  folder: string,
  { name = 'python3', version = '3.13.5', modules = 2 } = {},
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, fake(version, modules));
  await chmod(path, 0o755);
  return path;
}
