import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { encodings, frontEndFolder } from './kept.ts';

/** A file as it goes over the wire, in one encoding. */
export interface Representation {
  readonly body: Uint8Array<ArrayBuffer>;
  /** Of this very encoding: what differs by a byte has another (RFC 9110, 8.8.3). */
  readonly etag: string;
}

export interface FrontEndFile {
  readonly mediaType: string;
  readonly cacheControl: string;
  readonly plain: Representation;
  readonly br?: Representation;
  readonly gzip?: Representation;
}

/** The booking front end in memory: a task serves it as fast as anything. */
export interface FrontEnd {
  /** The page itself. */
  readonly shell: FrontEndFile;
  /** What it loads, by name. */
  readonly assets: ReadonlyMap<string, FrontEndFile>;
  /** Address of the style that all pages have. */
  readonly siteStyle: string;
  /** Address of the script of the reception's pages. */
  readonly deskScript: string;
}

const mediaTypes = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.woff', 'font/woff'],
  ['.png', 'image/png'],
]);
/** A name that changes with its content can be kept for ever; the page that names them, for as long as a deployment may wait. */
const [forEver, shortly] = ['public, max-age=31536000, immutable', 'public, max-age=60'];
const shellName = 'index.html';

/** Reads the front end from `folder`; by default from where it is kept, building it first where it is not. */
export async function openFrontEnd(folder?: string): Promise<FrontEnd> {
  const from = folder ?? (await frontEndFolder());
  const packed: readonly string[] = Object.values(encodings);
  const there = new Set(await readdir(from));
  const names = [...there].filter((name) => !packed.includes(extname(name)));
  const all = await Promise.all(
    names.map(async (name) => [name, await fileOf(from, name, there)] as const),
  );
  const { [shellName]: shell, ...rest } = Object.fromEntries(all);
  const assets = new Map(Object.entries(rest));
  const siteStyle = names.find((name) => /^site-.*\.css$/.test(name));
  const deskScript = names.find((name) => /^desk-.*\.js$/.test(name));
  if (shell === undefined || siteStyle === undefined || deskScript === undefined)
    throw new Error(`The front end in ${from} is not whole: remove that folder.`);
  return {
    shell,
    assets,
    siteStyle: `/assets/${siteStyle}`,
    deskScript: `/assets/${deskScript}`,
  };
}

async function fileOf(
  folder: string,
  name: string,
  there: ReadonlySet<string>,
): Promise<FrontEndFile> {
  const encoded = (ending: string): Promise<Representation> | undefined =>
    there.has(name + ending) ? representation(join(folder, name + ending)) : undefined;
  const [plain, br, gzip] = await Promise.all([
    representation(join(folder, name)),
    encoded(encodings.br),
    encoded(encodings.gzip),
  ]);
  return {
    mediaType: mediaTypes.get(extname(name)) ?? 'application/octet-stream',
    cacheControl: name === shellName ? shortly : forEver,
    plain,
    ...(br === undefined ? {} : { br }),
    ...(gzip === undefined ? {} : { gzip }),
  };
}

async function representation(path: string): Promise<Representation> {
  const body = new Uint8Array(await readFile(path));
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16);
  return { body, etag: `"${hash}"` };
}
