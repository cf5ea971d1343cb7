import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { font } from './ballast/font.ts';
import { picture } from './ballast/picture.ts';
import { library } from './ballast/script.ts';
import { utilities } from './ballast/style.ts';
import { shellPage } from './shell.ts';

/** A file of the front end, as it is before it is compressed. */
export interface BuiltFile {
  /** `booking-1f2e3d4c.js`: its name changes with its content; `index.html` alone has none of that. */
  readonly name: string;
  readonly body: Uint8Array;
}

/**
 * How much there is of each: together 25 requests and 1.2 MB on the wire, somewhat below what the median page of the
 * public web weighs (HTTP Archive 2024: 71 requests, 2.7 MB), as a booking engine carries no advertising.
 */
const weights = {
  libraries: 9,
  functionsOfLibrary: 6_400,
  utilities: 5_200,
  signs: 363,
  pictures: 10,
  pictureSize: [480, 270],
} as const;

/** Every file of the booking front end; the same sources give the same files. Takes a second of processor time. */
export async function buildFrontEnd(): Promise<BuiltFile[]> {
  const [width, height] = weights.pictureSize;
  const pictures = numbered(weights.pictures, (n) =>
    hashed(`picture-${n}`, 'png', picture(n, width, height)),
  );
  const libraries = numbered(weights.libraries, (n) =>
    hashed(`library-${n}`, 'js', library(`library-${n}`, n, weights.functionsOfLibrary)),
  );
  const fonts = ['signs', 'marks'].map((family, n) =>
    hashed(family, 'woff', font(family, 100 + n, weights.signs)),
  );
  const program = hashed('booking', 'js', await bundle('main.js'));
  const desk = hashed('desk', 'js', await bundle('desk.js'));
  const common = hashed('site', 'css', await bundle('site.css'));
  const own = hashed(
    'shop',
    'css',
    `${named(await bundle('shop.css'), fonts)}${utilities(1, weights.utilities)}`,
  );
  const scripts = [...libraries, program];
  const styles = [common, own];
  const shell = shellPage({
    styles: styles.map(addressOf),
    scripts: scripts.map(addressOf),
    pictures: pictures.map(addressOf),
  });
  return [
    { name: 'index.html', body: Buffer.from(shell) },
    ...styles,
    ...scripts,
    desk,
    ...fonts,
    ...pictures,
  ];
}

/** Where a file of this name is asked for. */
export function addressOf({ name }: Pick<BuiltFile, 'name'>): string {
  return `/assets/${name}`;
}

/** A file of `app/` with what it imports, as small as it gets. */
async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`app/${name}`, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    external: ['*.woff'],
    logLevel: 'silent',
  });
  const [only] = outputFiles;
  if (only === undefined) throw new Error(`esbuild made nothing of ${name}.`);
  return only.text;
}

/** A style whose fonts are asked for by the names that they have now. */
function named(style: string, fonts: readonly BuiltFile[]): string {
  return fonts.reduce((text, { name }) => text.replace(name.replace(/-\w+\./, '.'), name), style);
}

function hashed(stem: string, extension: string, content: string | Uint8Array): BuiltFile {
  const body = Buffer.from(content);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { name: `${stem}-${hash}.${extension}`, body };
}

function numbered<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n + 1));
}
