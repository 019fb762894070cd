import { snippetOf } from '../snippet.ts';

const source = document.querySelector<HTMLElement>('.source')!;
const tabs = [...source.querySelectorAll<HTMLAnchorElement>('[role=tab]')];
const panels = [...source.querySelectorAll<HTMLElement>('[role=tabpanel]')];
const languages = [...source.querySelectorAll<HTMLButtonElement>('.switch button')];
const copyFile = source.querySelector<HTMLButtonElement>('#copy-file')!;
const copied = source.querySelector<HTMLElement>('#copied')!;

/** Shows the file of an address's hash; an unknown one leaves what is shown. */
function select(name: string) {
  if (!panels.some((panel) => panel.id === name)) return;
  for (const panel of panels) panel.hidden = panel.id !== name;
  for (const tab of tabs) {
    const chosen = tab.getAttribute('aria-controls') === name;
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  copied.textContent = '';
}

/** A tab's address is its file's name; going there must not scroll the page. */
function open(tab: HTMLAnchorElement) {
  history.replaceState(null, '', tab.hash);
  select(decodeURIComponent(tab.hash.slice(1)));
}

function speak(language: string) {
  for (const button of languages) button.setAttribute('aria-pressed', String(button.dataset.language === language));
  for (const code of source.querySelectorAll<HTMLElement>('.code')) {
    const others = code.parentElement!.querySelectorAll('.code').length > 1;
    code.hidden = others && code.dataset.language !== language;
  }
}

async function copy(text: string, what: string) {
  try {
    await navigator.clipboard.writeText(text);
    copied.textContent = `${what} copied`;
  } catch {
    copied.textContent = 'The browser refused the clipboard: select the text and copy it.';
  }
}

const textOf = (code: Element) => [...code.querySelectorAll('code')].map((part) => part.textContent).join('');

for (const tab of tabs)
  tab.addEventListener('click', (event) => {
    event.preventDefault();
    open(tab);
  });
source.querySelector('[role=tablist]')!.addEventListener('keydown', (event) => {
  const now = tabs.indexOf(document.activeElement as HTMLAnchorElement);
  const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: -1 }[(event as KeyboardEvent).key];
  if (now < 0 || to === undefined) return;
  event.preventDefault();
  const tab = tabs.at(to % tabs.length)!;
  tab.focus();
  open(tab);
});
for (const button of languages) button.addEventListener('click', () => speak(button.dataset.language!));
copyFile.addEventListener('click', () => {
  const panel = panels.find((one) => !one.hidden)!;
  void copy(textOf(panel.querySelector('.code:not([hidden])')!), 'File');
});
source.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('.copy-region') : null;
  if (button) void copy(snippetOf(textOf(button.parentElement!)), 'Snippet');
});
addEventListener('hashchange', () => select(decodeURIComponent(location.hash.slice(1))));

source.classList.add('ready');
select(panels[0]!.id);
select(decodeURIComponent(location.hash.slice(1)));
