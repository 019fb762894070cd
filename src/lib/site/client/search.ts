/** What this page uses of Pagefind's script, which the build writes beside the pages. */
interface Pagefind {
  debouncedSearch(query: string): Promise<{ results: { data(): Promise<Found> }[] } | null>;
}
interface Found {
  readonly url: string;
  readonly meta: { readonly title?: string };
  readonly plain_excerpt: string;
}

const search = document.querySelector<HTMLElement>('.search')!;
const input = search.querySelector('input')!;
const panel = search.querySelector<HTMLElement>('.search-results')!;
const status = search.querySelector('[role=status]')!;
const list = search.querySelector('ul')!;

let loading: Promise<Pagefind> | undefined;

/** The index is loaded when somebody first looks for something, and by nobody else. */
function pagefind(): Promise<Pagefind> {
  return (loading ??= import(/* @vite-ignore */ search.dataset.bundle!) as Promise<Pagefind>);
}

async function find() {
  const query = input.value.trim();
  panel.hidden = query === '';
  if (query === '') return;
  try {
    const found = await (await pagefind()).debouncedSearch(query);
    if (!found) return; // a newer question is on its way
    show(await Promise.all(found.results.slice(0, 8).map((result) => result.data())), query);
  } catch {
    loading = undefined;
    list.replaceChildren();
    status.textContent = 'The search index could not be loaded. It exists on the built site only: npm start.';
  }
}

function show(results: Found[], query: string) {
  status.textContent =
    results.length === 0 ? `Nothing about “${query}”. Try the name of an API.` : `${results.length} found`;
  list.replaceChildren(
    ...results.map(({ url, meta, plain_excerpt }) => {
      const link = Object.assign(document.createElement('a'), { href: url });
      link.append(
        Object.assign(document.createElement('strong'), { textContent: meta.title ?? url }),
        Object.assign(document.createElement('span'), { textContent: plain_excerpt }),
      );
      const item = document.createElement('li');
      item.append(link);
      return item;
    }),
  );
}

/** Moves among the field and what was found, as in a menu. */
function move(step: 1 | -1) {
  const places: HTMLElement[] = [input, ...list.querySelectorAll('a')];
  const now = places.indexOf(document.activeElement as HTMLElement);
  places[(now + step + places.length) % places.length]?.focus();
}

input.addEventListener('input', () => void find());
input.addEventListener('focus', () => void pagefind().catch(() => (loading = undefined)));
search.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  }
  if (event.key === 'Escape') {
    input.focus();
    panel.hidden = true;
  }
});
search.addEventListener('focusin', () => {
  if (input.value.trim()) panel.hidden = false;
});
document.addEventListener('pointerdown', (event) => {
  if (!search.contains(event.target as Node)) panel.hidden = true;
});
document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  input.focus();
  input.select();
});
