/** Addresses of what the page loads. */
export interface ShellParts {
  readonly styles: readonly string[];
  /** In the order in which they run: the last is the program. */
  readonly scripts: readonly string[];
  readonly pictures: readonly string[];
}

/**
 * The booking page as everybody gets it, whatever the site, the campsite and the day: it can be kept by every cache on the
 * way. Its program asks for the rest.
 */
export function shellPage({ styles, scripts, pictures }: ShellParts): string {
  const [wide = '', ...small] = pictures;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Book a stay</title>
    <link rel="icon" href="data:," />
    ${styles.map((address) => `<link rel="stylesheet" href="${address}" />`).join('\n    ')}
    ${scripts.map((address) => `<script type="module" src="${address}"></script>`).join('\n    ')}
  </head>
  <body>
    <a class="skip" href="#content">Skip to content</a>
    <header>
      <nav aria-label="Main" class="mark"><a href="/">Campsites</a> <a href="/book" aria-current="page">Book a stay</a></nav>
    </header>
    <main id="content">
      <h1 class="sign">Book a stay</h1>
      <img class="wide" src="${wide}" width="480" height="270" alt="" />
      <noscript><p class="note">This page needs JavaScript.</p></noscript>
      <form id="search" class="row">
        <fieldset id="wish" disabled>
          <legend class="visually-hidden">What you look for</legend>
          <label>Campsite <select id="campsite" name="property"></select></label>
          <label>Arrival <input type="date" name="arrival" required /></label>
          <label>Departure <input type="date" name="departure" required /></label>
          <label>Adults <input type="number" name="adults" min="1" max="12" value="2" required /></label>
          <label>Children <input type="number" name="children" min="0" max="12" value="0" required /></label>
          <div id="services"></div>
          <button>Search</button>
        </fieldset>
      </form>
      <p id="message" role="status" aria-live="polite"></p>
      <button id="again" type="button" class="second" hidden>Try again</button>
      <section id="offers" aria-label="Offers" class="cards"></section>
      <section id="quote" aria-label="Your stay" hidden></section>
      <form id="guest" class="row" hidden aria-label="Your details">
        <label>Given name <input name="givenName" required maxlength="100" autocomplete="given-name" /></label>
        <label>Surname <input name="surname" required maxlength="100" autocomplete="family-name" /></label>
        <label>E-mail <input type="email" name="email" required maxlength="254" autocomplete="email" /></label>
        <label class="check"><input type="checkbox" name="hold" /> Only hold it for now</label>
        <button>Book</button>
      </form>
      <section id="confirmation" aria-label="Confirmation" hidden tabindex="-1"></section>
      <h2 class="visually-hidden">Pictures</h2>
      <div class="pictures">${small.map(picture).join('')}</div>
    </main>
    <footer>A reference system for load tests: nobody is going to camp here.</footer>
  </body>
</html>
`;
}

function picture(address: string): string {
  return `<img src="${address}" width="480" height="270" alt="" decoding="async" />`;
}
