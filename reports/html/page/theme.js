/* global document, matchMedia, addEventListener */

/** Makes `toggle` change between light and dark; `redraw` is called whenever colors changed, as canvases keep theirs. */
function followTheme(toggle, redraw) {
  const root = document.documentElement;
  const darkPreferred = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () =>
    (root.dataset.theme ?? (darkPreferred.matches ? 'dark' : 'light')) === 'dark';
  const nameToggle = () => {
    toggle.textContent = isDark() ? 'Light' : 'Dark';
    toggle.setAttribute('aria-label', `Switch to the ${isDark() ? 'light' : 'dark'} theme`);
  };
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    nameToggle();
    redraw();
  });
  darkPreferred.addEventListener('change', () => {
    nameToggle();
    redraw();
  });
  // Paper is white, whatever the theme.
  addEventListener('beforeprint', () => {
    root.dataset.printing = '';
    redraw();
  });
  addEventListener('afterprint', () => {
    delete root.dataset.printing;
    redraw();
  });
  nameToggle();
}

globalThis.followTheme = followTheme;
