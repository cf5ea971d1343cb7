import type { FrontEnd } from './catalogue.ts';

/** Address of the booking page, which is one for all. */
export const bookingPagePath = '/book';

/** What a page of this text loads by `src` and `href`, of its own site's assets. */
export function assetsIn(page: string): string[] {
  return page
    .split(/(?:src|href)="/)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf('"')))
    .filter((address) => address.startsWith('/assets/'));
}

/** What a style of this text at this address loads, such as fonts. */
export function assetsOfStyle(address: string, style: string): string[] {
  const folder = address.slice(0, address.lastIndexOf('/') + 1);
  return style
    .split('url(')
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf(')')).replaceAll(/["']/g, ''))
    .filter((url) => !url.includes(':'))
    .map((url) => (url.startsWith('/') ? url : folder + url));
}

/** Styles among what a page loads. */
export function stylesIn(page: string): string[] {
  return assetsIn(page).filter((address) => address.endsWith('.css'));
}

/**
 * What a browser loads of a booking page, by its text and tag, and the texts of its styles.
 * @throws Error when it is no page that a cache may keep
 */
export function frontEndOf(
  { text, tag }: { readonly text: string; readonly tag: string | undefined },
  styles: readonly { readonly address: string; readonly text: string }[],
): FrontEnd {
  const [siteStyle] = styles;
  if (tag === undefined || siteStyle === undefined)
    throw new Error(
      `${bookingPagePath} is no page of a booking front end: it needs an entity tag (ETag) and styles below /assets/.`,
    );
  const more = styles.flatMap((style) => assetsOfStyle(style.address, style.text));
  return { tag, siteStyle: siteStyle.address, assets: [...assetsIn(text), ...more] };
}
