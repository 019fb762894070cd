import { diff } from './diff.js';
import { lineList } from './line-list.js';
import { presets } from './presets.js';
import { readSdp } from './sdp-lines.js';
import type { Topic } from './steps.js';

/** A description between its making and its arrival: as the browser made it, and as it is to be used. */
export interface Draft {
  readonly original: string;
  text: string;
  /** It has been sent, and cannot be changed any more. */
  isSent: boolean;
  /** The line, from 1, at which it was refused. */
  badLine?: number | undefined;
}

const topicSelect = document.querySelector<HTMLSelectElement>('#topic')!;
const presetSelect = document.querySelector<HTMLSelectElement>('#preset')!;
const note = document.querySelector<HTMLElement>('#note')!;
const textarea = document.querySelector<HTMLTextAreaElement>('#text')!;
const changes = document.querySelector<HTMLUListElement>('#changes')!;
const help = document.querySelector<HTMLElement>('#help')!;
const listed = lineList(document.querySelector<HTMLElement>('#lines')!, help);

const nothingYet = 'Nothing to explain yet: create the offer first.';
const drafts = new Map<Topic, Draft>();
presetSelect.append(new Option('as the browser made it', ''), ...presets.map(({ id, label }) => new Option(label, id)));

/** Puts a message on the desk, or shows what has become of it. */
export function putMessage(topic: Topic, draft: Draft) {
  drafts.set(topic, draft);
  if (topicSelect.value === topic) render();
  else offerTopics();
}

/** Shows the descriptions as they are now, and turns to one of them. */
export function showDrafts(described: Readonly<Partial<Record<'offer' | 'answer', Draft>>>, topic: Topic | undefined) {
  for (const type of ['offer', 'answer'] as const) if (described[type]) putMessage(type, described[type]);
  lookAt(topic);
}

/** Turns to a message, if there is one. */
function lookAt(topic: Topic | undefined) {
  if (!topic || !drafts.has(topic)) return;
  if (topicSelect.value === topic && help.textContent !== nothingYet) return;
  topicSelect.value = topic;
  chooseAnew();
  help.textContent = 'Point at a line, or go from line to line with the arrow keys, to read what it says.';
  render();
}

/** Each message begins as the browser made it. */
function chooseAnew() {
  presetSelect.value = '';
  note.textContent = '';
}

function offerTopics() {
  for (const option of topicSelect.options) option.disabled = !drafts.has(option.value as Topic);
  topicSelect.disabled = drafts.size === 0;
}

/** Clears the desk. */
export function clearMessages() {
  drafts.clear();
  topicSelect.value = 'offer';
  chooseAnew();
  help.textContent = nothingYet;
  render();
}

function render() {
  offerTopics();
  const draft = drafts.get(topicSelect.value as Topic);
  // A text field knows only one kind of line break, and the format another one.
  const text = draft?.text.replaceAll('\r\n', '\n') ?? '';
  if (textarea.value !== text) textarea.value = text;
  textarea.readOnly = !draft || draft.isSent;
  presetSelect.disabled = textarea.readOnly;
  showChanges(draft);
}

/** What was changed, and every line with its meaning at hand. */
function showChanges(draft: Draft | undefined) {
  const lines = draft?.text ? readSdp(draft.text) : [];
  const before = draft?.original ? readSdp(draft.original).map(({ text }) => text) : [];
  const differences = diff(
    before,
    lines.map(({ text }) => text),
  ).filter(({ kind }) => kind !== 'same');
  changes.replaceChildren(
    ...differences.map(({ kind, text }) => {
      const mark = document.createElement(kind === 'added' ? 'ins' : 'del');
      mark.textContent = `${kind === 'added' ? '+' : '−'} ${text}`;
      const item = document.createElement('li');
      item.append(mark);
      return item;
    }),
  );
  changes.previousElementSibling!.textContent =
    differences.length === 0 ? 'Nothing has been changed.' : 'Changed, before and after:';
  listed.show(lines, draft?.badLine ? [draft.badLine] : []);
  if (draft?.badLine) listed.explainAt(draft.badLine - 1);
}

function edit(text: string) {
  const draft = drafts.get(topicSelect.value as Topic);
  if (!draft || draft.isSent) return;
  draft.text = text.replace(/\r?\n/g, '\r\n');
  draft.badLine = undefined;
  render();
}

topicSelect.addEventListener('change', () => {
  chooseAnew();
  render();
});
textarea.addEventListener('input', () => edit(textarea.value));
// The line of the text cursor is explained too.
for (const type of ['click', 'keyup', 'focus'])
  textarea.addEventListener(type, () =>
    listed.explainAt(textarea.value.slice(0, textarea.selectionStart).split('\n').length - 1),
  );
presetSelect.addEventListener('change', () => {
  const draft = drafts.get(topicSelect.value as Topic);
  if (!draft) return;
  const preset = presets.find(({ id }) => id === presetSelect.value);
  const changed = preset?.change(draft.original) ?? draft.original;
  note.textContent =
    preset && changed === draft.original ? 'There is nothing of the kind in this description.' : (preset?.note ?? '');
  edit(changed);
});
