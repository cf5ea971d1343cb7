#!/usr/bin/env node
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { broughtNode } from './brought-node.mjs';
import { cacheFolder } from './cache-folder.mjs';
import { handOver } from './hand-over.mjs';

/** The first Node that runs Bilancia; an older one starts the one that the package brings. */
const minimumNode = 24;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'cli', 'main.ts');
const main = existsSync(source) ? source : join(root, 'dist', 'cli', 'main.js');

if (Number(process.versions.node.split('.')[0]) >= minimumNode) {
  // Half of the time of a short command is spent on compiling. Where nothing can be kept, that goes on.
  nodeModule.enableCompileCache(join(cacheFolder(process.env), 'compiled'));
  await import(pathToFileURL(main).href);
} else {
  const { platform, arch } = process;
  const newerNode = broughtNode({ from: import.meta.url, platform, arch });
  if (newerNode === undefined) {
    process.stderr.write(
      `bilancia needs Node.js ${minimumNode} or newer, and this is ${process.versions.node}. The one that the package brings ` +
        `is not there for ${platform} on ${arch}: install it without --omit=optional, or put a newer Node.js first on the PATH.\n`,
    );
    process.exitCode = 2;
  } else process.exitCode = await handOver(newerNode, [main, ...process.argv.slice(2)]);
}
