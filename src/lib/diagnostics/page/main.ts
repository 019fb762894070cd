import { browserName } from '../browser-name.ts';
import type { System } from '../catalogue/entry.ts';
import type { Finding } from '../finding.ts';
import { overall, type Outcome } from '../overall.ts';
import type { DeviceChoice, Learned, Probe, ProbeContext, ProbeGroup, ProbeId } from '../probe.ts';
import { run, type RunEvent } from '../run.ts';
import { chosenProbes, readSettings, usualGroups, writeSettings } from '../settings.ts';
import { verdicts } from '../verdict.ts';
import { probes } from '../probes/index.ts';
import { card, type Card } from './card.ts';
import { icon } from './dom.ts';
import { addServers, typedServers } from './servers-editor.ts';

const main = document.querySelector<HTMLElement>('main')!;
const form = document.querySelector<HTMLFormElement>('#choice')!;
const groupBoxes = form.querySelector<HTMLFieldSetElement>('.groups')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const cancelButton = document.querySelector<HTMLButtonElement>('#cancel')!;
const progressBox = document.querySelector<HTMLElement>('#progress')!;
const progress = progressBox.querySelector('progress')!;
const progressText = document.querySelector<HTMLElement>('#progress-text')!;
const banner = document.querySelector<HTMLElement>('#overall')!;
const live = document.querySelector<HTMLElement>('#live')!;
const results = document.querySelector<HTMLElement>('#results')!;
const linkOnly = document.querySelector<HTMLElement>('#link-only')!;
const shareLink = document.querySelector<HTMLInputElement>('#share-link')!;

/** One check of the present run, with its card and what it has found. */
interface Entry extends Outcome {
  readonly card: Card;
  findings: Finding[];
  durationMs: number;
  over: boolean;
}

const settings = readSettings(location.search);
const { base } = document.querySelector<HTMLElement>('#diagnostics')!.dataset as { base: string };
const system = systemOf(browserName(navigator.userAgent, navigator.maxTouchPoints).system);
/** Not needed for the first sight of the page, but before the network may be gone. */
const reportPanel = import('./report-panel.ts');
const entries = new Map<ProbeId, Entry>();
let only = settings.only;
let learned: Learned = {};
let kinds: ProbeContext['kinds'] = { camera: false, microphone: false };
let running: AbortController | undefined;
let startedAt = new Date();
let state: 'done' | 'cancelled' = 'done';

/** Steps are told for six systems; who has another one is nearest to Linux. */
function systemOf(name: ReturnType<typeof browserName>['system']): System {
  return name === 'this system' ? 'linux' : (name.toLowerCase() as System);
}

/** Every id has its check: a test compares the two lists. */
const probeOf = (id: ProbeId) => probes.find((probe) => probe.id === id)!;

function chosenGroups(): ProbeGroup[] {
  const checked = [...form.querySelectorAll<HTMLInputElement>('[name="group"]:checked')];
  return ['basics', ...checked.map(({ value }) => value as ProbeGroup)];
}

function chosenDevices(): DeviceChoice {
  const valueOf = (id: string) => document.querySelector<HTMLSelectElement>(id)!.value;
  const [cameraId, microphoneId, speakerId] = ['#camera', '#microphone', '#speaker'].map(valueOf);
  return {
    ...(cameraId ? { cameraId } : {}),
    ...(microphoneId ? { microphoneId } : {}),
    ...(speakerId ? { speakerId } : {}),
  };
}

/** Begins anew, with everything that is chosen now. */
function start() {
  if (running) return;
  for (const { card: old } of entries.values()) old.close();
  entries.clear();
  learned = {};
  startedAt = new Date();
  const chosen = chosenProbes(probes, only, chosenGroups());
  kinds = kindsOf(chosen);
  void check(chosen);
}

/** Which devices the chosen checks need. A call needs both; a link may name the check of the permissions alone. */
function kindsOf(chosen: readonly Probe[]): ProbeContext['kinds'] {
  const wants = (...wanted: ProbeGroup[]) =>
    chosen.some(({ group }) => wanted.includes(group) || (only !== undefined && group === 'basics'));
  return { camera: wants('camera', 'connection'), microphone: wants('microphone', 'echo', 'connection') };
}

/** Checks one thing again, with what the run has learned so far; everything else stays as it is. */
function again(probe: Probe) {
  if (running) return;
  entries.get(probe.id)?.card.close();
  entries.delete(probe.id);
  void check([probe]);
}

async function check(chosen: readonly Probe[]) {
  const mine = (running = new AbortController());
  const iceServers = typedServers();
  const devices = chosenDevices();
  main.dataset.state = 'running';
  Object.assign(progress, { value: 0, max: Math.max(chosen.length, 1) });
  progressText.textContent = 'Starting …';
  live.textContent = 'Checking has begun.';
  update();
  cancelButton.focus();

  await run(chosen, {
    signal: mine.signal,
    contextOf: (probe, signal) => {
      const { card: own } = entries.get(probe.id)!;
      return {
        signal,
        devices,
        kinds,
        iceServers,
        peerServer: location.origin,
        learned,
        say: (sentence) => {
          if (signal.aborted) return;
          own.say(sentence);
          progressText.textContent = `${probe.title}: ${sentence}`;
        },
        show: (view) => {
          if (!signal.aborted) own.show(view);
        },
        ask: (question) => {
          live.textContent = question.text;
          return own.ask(question, signal);
        },
      };
    },
    onEvent: happened,
  });
  running = undefined;
  state = mine.signal.aborted ? 'cancelled' : 'done';
  for (const entry of entries.values()) if (!entry.over) finish(entry, 'cancelled');
  const sum = summary();
  live.textContent = `${state === 'cancelled' ? 'Cancelled' : 'Finished'}. ${sum.title}. ${sum.first ? `First: ${sum.first}` : ''}`;
  const outcomes = [...entries.values()];
  void reportPanel.then(({ offerReport }) => {
    offerReport({ createdAt: startedAt, state, overall: sum, outcomes, iceServers });
  });
  main.dataset.state = state;
  update();
  // Cancel, which had the focus, is gone; who is elsewhere stays there.
  if ([document.body, cancelButton].includes(document.activeElement as HTMLElement))
    startButton.focus({ preventScroll: true });
  void listDevices();
}

function happened(event: RunEvent) {
  const probe = probeOf(event.probe);
  if (event.type === 'started') {
    const made = card(probe, {
      system,
      findingPage: (id) => `${base}findings/${id}/`,
      again: () => again(probe),
    });
    const entry: Entry = { probe: probe.id, card: made, findings: [], durationMs: 0, over: false };
    entries.set(probe.id, entry);
    results.append(made.article);
    progressText.textContent = `${probe.title} …`;
    return update();
  }
  const entry = entries.get(event.probe);
  if (!entry) return;
  switch (event.type) {
    case 'finding':
      entry.findings.push(event.finding);
      entry.card.update(entry.findings);
      break;
    case 'finished':
      entry.durationMs = event.durationMs;
      finish(entry, 'done');
      progress.value++;
      if (progress.value < progress.max) {
        const still = [...entries.values()].filter(({ over }) => !over).map(({ probe: id }) => probeOf(id).title);
        if (still.length > 0) progressText.textContent = `${still.join(', ')} …`;
      }
      break;
    case 'cancelled':
      finish(entry, 'cancelled');
  }
  update();
}

function finish(entry: Entry, how: 'done' | 'cancelled') {
  entry.over = true;
  entry.card.finish(how);
  place(entry);
}

/** Puts a card that is over where it belongs: the worst first, and what still runs last. */
function place(entry: Entry) {
  const { article } = entry.card;
  if (article.contains(document.activeElement)) return; // nobody loses the place where they are
  const rank = ({ card: { article: one }, over }: Entry) =>
    over ? verdicts.indexOf((one.dataset.verdict ?? 'skip') as (typeof verdicts)[number]) : verdicts.length;
  const after = [...entries.values()]
    .filter((other) => other !== entry && rank(other) > rank(entry))
    .map((other) => other.card.article);
  const next = [...results.children].find((child) => after.includes(child as HTMLElement)) ?? null;
  if (next !== article.nextElementSibling) results.insertBefore(article, next);
}

const summary = () => overall([...entries.values()], system);

/** The banner, and what can be pressed now. */
function update() {
  const isRunning = running !== undefined;
  startButton.disabled = isRunning;
  cancelButton.disabled = !isRunning;
  progressBox.hidden = !isRunning;
  for (const button of results.querySelectorAll<HTMLButtonElement>('button.again')) button.disabled = isRunning;
  const sum = summary();
  const calm = isRunning && sum.verdict !== 'fail' && sum.verdict !== 'warn';
  banner.hidden = entries.size === 0;
  banner.dataset.verdict = calm ? 'running' : sum.verdict;
  banner.querySelector('.overall-icon')!.replaceChildren(icon(calm ? 'running' : sum.verdict));
  const lead = isRunning ? 'So far: ' : state === 'cancelled' ? 'Cancelled. Until then: ' : '';
  banner.querySelector('h2')!.textContent = calm ? 'Checking …' : `${lead}${sum.title}.`;
  banner.querySelector('p')!.textContent = sum.first && !calm ? `First: ${sum.first}` : fineOnes();
  shareLink.value = `${location.origin}${location.pathname}${writeSettings({
    only,
    autostart: false,
    iceServers: typedServers(),
  })}`;
}

/** Which checks found nothing to complain of. */
function fineOnes(): string {
  const fine = [...entries.values()]
    .filter(({ over, findings }) => over && findings.every(({ verdict }) => verdict === 'pass' || verdict === 'info'))
    .map(({ probe }) => probeOf(probe).title);
  return fine.length > 0 ? `Fine: ${fine.join(', ')}.` : 'The first results come within a few seconds.';
}

function cancel() {
  running?.abort(new DOMException('Cancelled.', 'AbortError'));
}

/** Fills the lists of devices, once their names are known; what was chosen stays chosen. */
async function listDevices() {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  for (const [kind, id] of [
    ['videoinput', '#camera'],
    ['audioinput', '#microphone'],
    ['audiooutput', '#speaker'],
  ] as const) {
    const select = document.querySelector<HTMLSelectElement>(id)!;
    const { value } = select;
    const named = devices.filter((device) => device.kind === kind && device.deviceId !== '' && device.label !== '');
    select.replaceChildren(
      new Option('Default', ''),
      ...named.map(({ label, deviceId }) => new Option(label, deviceId, false, deviceId === value)),
    );
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  start();
});
form.addEventListener('change', () => {
  if (!running) update();
});
cancelButton.addEventListener('click', cancel);
document.querySelector('#copy-link')!.addEventListener('click', () => {
  const note = document.querySelector<HTMLOutputElement>('#link-note')!;
  update();
  navigator.clipboard.writeText(shareLink.value).then(
    () => (note.textContent = 'Copied.'),
    () => {
      shareLink.select();
      note.textContent = 'The browser refused the clipboard: the link is selected, copy it.';
    },
  );
});
document.querySelector('#choose-all')!.addEventListener('click', () => {
  only = undefined;
  groupBoxes.disabled = false;
  linkOnly.hidden = true;
  update();
});
addEventListener('pagehide', cancel);
navigator.mediaDevices?.addEventListener('devicechange', () => void listDevices());

for (const box of form.querySelectorAll<HTMLInputElement>('[name="group"]'))
  box.checked = usualGroups.includes(box.value as ProbeGroup);
if (only) {
  linkOnly.hidden = false;
  groupBoxes.disabled = true; // the link has chosen
  linkOnly.querySelector('span')!.textContent = only.map((id) => probeOf(id).title).join(', ');
}
if (settings.iceServers.length > 0) addServers(settings.iceServers);
main.dataset.state = 'idle';
update();
void listDevices();
if (settings.autostart) start();
