const button = document.querySelector<HTMLButtonElement>('#theme')!;
const system = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;

const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';

/** Shows a scheme and keeps it for the next page. Whoever chooses what the system says follows the system again. */
function choose(dark: boolean) {
  const theme = dark === system.matches ? undefined : dark ? 'dark' : 'light';
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  try {
    if (theme) localStorage.setItem('theme', theme);
    else localStorage.removeItem('theme');
  } catch {
    // With storage refused, the choice holds for this page only.
  }
  show();
}

function show() {
  button.setAttribute('aria-label', isDark() ? 'Switch to light' : 'Switch to dark');
}

button.addEventListener('click', () => choose(!isDark()));
system.addEventListener('change', show);
show();
