import { describeError, hasFeature, insecureSentence, missingSentence, type Requirement } from './shell.ts';

const main = document.querySelector('main')!;

/** Puts a panel above the sample; further sentences of one kind join it. */
function show(kind: 'error' | 'notice', heading: string, sentence: string) {
  let panel = document.querySelector(`.shell.${kind}`);
  if (!panel) {
    panel = document.createElement('section');
    panel.className = `shell ${kind}`;
    panel.setAttribute('role', kind === 'error' ? 'alert' : 'note');
    panel.append(Object.assign(document.createElement('strong'), { textContent: heading }));
    main.before(panel);
  }
  panel.append(Object.assign(document.createElement('p'), { textContent: sentence }));
}

const errorHeading = 'The sample stopped with an error';

addEventListener(
  'error',
  (event) => {
    // A script that did not load reports on its own element, and only to those who listen while the event comes down.
    if (event.target instanceof HTMLScriptElement)
      show('error', errorHeading, `${new URL(event.target.src).pathname} could not be loaded. Reload the page.`);
    else show('error', errorHeading, describeError(event.error ?? event.message, event.filename, event.lineno));
  },
  { capture: true },
);
addEventListener('unhandledrejection', ({ reason }) => show('error', errorHeading, describeError(reason)));

if (!isSecureContext) show('notice', 'Not a secure context', insecureSentence);

const requirements = JSON.parse(main.dataset.requires ?? '[]') as Requirement[];
const missing = requirements.filter(({ path }) => !hasFeature(path, window));
if (missing.length > 0 && isSecureContext) {
  show('notice', 'Something is missing', missingSentence(missing));
  main.inert = true;
}

// The switch on the reading page reaches its frame, and every other open page, through storage.
addEventListener('storage', ({ key, newValue }) => {
  if (key !== 'theme') return;
  if (newValue) document.documentElement.dataset.theme = newValue;
  else delete document.documentElement.dataset.theme;
});
