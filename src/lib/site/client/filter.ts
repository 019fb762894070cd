import { choiceOf, fits, type Choice } from '../filter.ts';

const form = document.querySelector<HTMLFormElement>('#filter')!;
const count = form.querySelector('output')!;
const empty = document.querySelector<HTMLElement>('#filter-empty')!;
const cards = [...document.querySelectorAll<HTMLElement>('.catalogue .card')];
const sections = [...document.querySelectorAll<HTMLElement>('.catalogue section')];
const selects = { api: select('api'), need: select('need'), browser: select('browser') };

function select(name: keyof Choice): HTMLSelectElement {
  return form.querySelector<HTMLSelectElement>(`[name=${name}]`)!;
}

function apply(choice: Choice) {
  const list = (card: HTMLElement, name: string) => (card.dataset[name] ?? '').split(' ');
  for (const card of cards)
    card.hidden = !fits(
      { uses: list(card, 'uses'), needs: list(card, 'needs'), browsers: list(card, 'browsers') },
      choice,
    );
  for (const section of sections) section.hidden = !section.querySelector('.card:not([hidden])');
  const shown = cards.filter((card) => !card.hidden).length;
  count.textContent = shown === cards.length ? `${shown} samples` : `${shown} of ${cards.length} samples`;
  empty.hidden = shown > 0;
}

function chosen(): Choice {
  return { api: selects.api.value, need: selects.need.value, browser: selects.browser.value };
}

/** The choice stands in the address, so that it can be linked to and survives a reload. */
function remember(choice: Choice) {
  const url = new URL(location.href);
  for (const name of ['api', 'need', 'browser'] as const)
    if (choice[name]) url.searchParams.set(name, choice[name]);
    else url.searchParams.delete(name);
  history.replaceState(null, '', url);
}

form.addEventListener('change', () => {
  apply(chosen());
  remember(chosen());
});
form.addEventListener('reset', (event) => {
  event.preventDefault(); // a reset would go back to what the address asked for at first
  for (const one of Object.values(selects)) one.value = '';
  apply(chosen());
  remember(chosen());
});
form.addEventListener('submit', (event) => event.preventDefault());

form.hidden = false;
const wanted = choiceOf(new URLSearchParams(location.search));
for (const name of ['api', 'need', 'browser'] as const)
  for (const option of selects[name].options) if (option.value === wanted[name]) option.selected = true;
apply(chosen());
