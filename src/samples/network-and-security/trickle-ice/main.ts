// Before two sides can talk, each collects the addresses under which it may be reached: its own, those that a STUN server
// sees, and those that a TURN server lends. They come one by one, and each can be sent at once: that is trickle ICE.
import 'webrtc-adapter';
import { addServer, readServers, type Server } from './server-editor.js';
import { iceServerOf } from './sharing.js';
import { wireSharing } from './sharing-panel.js';
import { inShort, trickleSaves } from './summary.js';
import { addCandidate, addEnd, addError, clearTables, showVerdict } from './tables.js';
import { familyOf, judge, refused, type Gathered } from './verdict.js';

const form = document.querySelector<HTMLFormElement>('#form')!;
const policy = document.querySelector<HTMLSelectElement>('#policy')!;
const pool = document.querySelector<HTMLInputElement>('#pool')!;
const wait = document.querySelector<HTMLInputElement>('#wait')!;
const gatherButton = document.querySelector<HTMLButtonElement>('#gather')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const preset = document.querySelector<HTMLSelectElement>('#preset')!;
const addButton = document.querySelector<HTMLButtonElement>('#add')!;
const progress = document.querySelector<HTMLProgressElement>('#progress')!;
const timer = document.querySelector<HTMLParagraphElement>('#timer')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let round: AbortController | undefined; // from Gather until all servers are done, or Stop

/** Asks all servers at once, each on a connection of its own: so one that does not answer holds up no other. */
async function gather() {
  const mine = (round = new AbortController());
  const servers = readServers().filter(({ enabled }) => enabled);
  clearTables(servers);
  timer.textContent = '';
  Object.assign(progress, { value: 0, max: Math.max(servers.length, 1) });
  update('Gathering …');
  const began = performance.now();
  // Without a server there is still something to gather: the addresses of this machine.
  const outcomes = await Promise.all(
    (servers.length > 0 ? servers : [undefined]).map(async (server, index) => {
      const outcome = await gatherFrom(server, index, mine.signal);
      if (!mine.signal.aborted) progress.value++;
      return outcome;
    }),
  );
  if (mine.signal.aborted) return;
  round = undefined;
  timer.textContent = trickleSaves(outcomes, performance.now() - began);
  update(inShort(servers.length, outcomes));
}

// #region gather-from
/** Gathers with one server, or with none, until the browser has told everything or the person's patience is over. */
async function gatherFrom(server: Server | undefined, index: number, stopped: AbortSignal): Promise<Gathered> {
  const waitMs = wait.valueAsNumber * 1000;
  const relayOnly = policy.value === 'relay';
  const gathered: Gathered = { url: server?.url ?? '', relayOnly, waitMs, candidates: [], errors: [] };
  const began = performance.now();
  const since = () => performance.now() - began;
  const judgeNow = () => server && showVerdict(index, since(), judge(gathered));

  let connection: RTCPeerConnection;
  try {
    connection = new RTCPeerConnection({
      iceServers: server ? [iceServerOf(server)] : [],
      iceTransportPolicy: relayOnly ? 'relay' : 'all',
      iceCandidatePoolSize: pool.valueAsNumber, // so many are gathered ahead, before there is an offer
    });
  } catch (error) {
    if (server) showVerdict(index, since(), refused(server, error));
    return gathered;
  }
  // Chromium alone gives up on a silent server after 40 seconds. Nobody waits that long, so the wait is our own.
  const end = AbortSignal.any([stopped, AbortSignal.timeout(waitMs)]);
  const finished = new Promise<void>((resolve) => {
    const finish = (why: Gathered['ended'] & string) => {
      if (gathered.ended) return;
      gathered.ended = why;
      connection.close();
      judgeNow();
      resolve();
    };
    end.addEventListener('abort', () => finish(stopped.aborted ? 'stopped' : 'deadline'));
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.candidate === '') return; // the end of one generation; the end of all has no candidate
      if (!candidate) {
        addEnd(since(), server?.url);
        return finish('complete');
      }
      gathered.firstMs ??= since();
      gathered.candidates.push(candidate);
      addCandidate(since(), candidate, index, server?.url);
      judgeNow();
    });
    // An error is not the end: a server is asked from every address of this machine, and one of them may do.
    connection.addEventListener('icecandidateerror', (event) => {
      gathered.errors.push({ code: event.errorCode, text: event.errorText, family: familyOf(event.address) });
      addError(since(), event);
      judgeNow();
    });
  });
  judgeNow();
  connection.createDataChannel('anything'); // with nothing to connect there is nothing to gather for
  await Promise.race([connection.setLocalDescription(), finished]);
  await finished;
  return gathered;
}
// #endregion

function stop() {
  round?.abort();
  round = undefined;
  update('Stopped. What came until now stays; press Gather to ask again.');
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  gatherButton.disabled = round !== undefined;
  stopButton.disabled = round === undefined;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!round) void gather();
});
stopButton.addEventListener('click', stop);
addButton.addEventListener('click', () => addServer({ url: preset.value }));
addEventListener('pagehide', stop);
wireSharing(
  () => ({ policy: policy.value, pool: pool.valueAsNumber, wait: wait.valueAsNumber }),
  (settings) => {
    policy.value = settings.policy;
    pool.valueAsNumber = settings.pool;
    wait.valueAsNumber = settings.wait;
  },
  update,
);
update();
