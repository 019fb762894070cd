// Two pages that cannot see each other need somebody to carry the offer, the answer and the candidates. Between tabs of one
// browser a BroadcastChannel does what a server does between machines: whoever joins the room hears what the others post.
import 'webrtc-adapter';
import { explain } from './explain.js';
import { joinLobby, type Lobby } from './lobby.js';
import type { Presence } from './message.js';
import { openSource, presetSource } from './source.js';
import { openChat, showPeers, waiting } from './view.js';

const roomName = document.querySelector<HTMLInputElement>('#room')!;
const source = document.querySelector<HTMLSelectElement>('#source')!;
const media = document.querySelector<HTMLInputElement>('#media')!;
const data = document.querySelector<HTMLInputElement>('#data')!;
const joinButton = document.querySelector<HTMLButtonElement>('#join')!;
const leaveButton = document.querySelector<HTMLButtonElement>('#leave')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const localVideo = document.querySelector<HTMLVideoElement>('#local')!;
const remoteVideo = document.querySelector<HTMLVideoElement>('#remote')!;
const chat = openChat();

let asking: AbortController | undefined; // while the browser asks the person
let stream: MediaStream | undefined;
let lobby: Lobby | undefined;
let connection: RTCPeerConnection | undefined;

async function join() {
  const name = roomName.value.trim();
  if (name === '') return update('Give the room a name first; the other tab has to use the same.');
  const mine = (asking = new AbortController());
  update(media.checked ? 'Waiting for the camera and the microphone: your browser may ask you now.' : undefined);
  try {
    const opened = media.checked ? await openSource(source.value) : undefined;
    if (mine.signal.aborted) return release(opened); // Leave was pressed meanwhile
    stream = opened;
    localVideo.srcObject = stream ?? null;

    // Pages of one origin that open a channel of one name hear each other, and not themselves.
    const channel = new BroadcastChannel(`two-tabs/${name}`);
    const events = { call: callTab, description: takeDescription, candidate: takeCandidate, gone: hangUp, changed };
    lobby = joinLobby(channel, { media: media.checked, data: data.checked }, events);
    changed();
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

/** Makes this tab's end of a call: what it sends, what it shows, and the candidates as they are found. */
function connect(partner: Presence) {
  const began = performance.now();
  connection?.close(); // of an offer before this one
  const mine = (connection = new RTCPeerConnection());
  update('Found a tab. Connecting …');
  for (const track of stream?.getTracks() ?? []) mine.addTrack(track, stream!);
  // Both tabs know what both want, so each makes its own end of the channel, and no event has to tell of it.
  if (data.checked || partner.data) chat.use(mine.createDataChannel('text', { negotiated: true, id: 0 }));

  mine.addEventListener('track', ({ streams }) => {
    remoteVideo.srcObject = streams[0] ?? null;
  });
  mine.addEventListener('icecandidate', ({ candidate }) => {
    // A candidate is an object of this page; toJSON makes it plain data, which is all that a channel carries.
    if (candidate && connection === mine) lobby?.offerCandidate(candidate.toJSON());
  });
  mine.addEventListener('connectionstatechange', () => {
    if (mine.connectionState === 'connected') update(`Connected after ${Math.round(performance.now() - began)} ms.`);
    if (mine.connectionState === 'disconnected') update('Nothing comes from the other tab at present …');
    if (mine.connectionState === 'failed') lobby?.giveUp('The two tabs found no way to each other.');
  });
  return mine;
}

function callTab(partner: Presence) {
  const mine = connect(partner);
  // An offer has room only for what it names: who sends nothing has to ask for what it wants to receive.
  const kinds = !stream && partner.media ? ['audio', 'video'] : [];
  for (const kind of kinds) mine.addTransceiver(kind, { direction: 'recvonly' });
  void negotiate(mine);
}

function takeDescription(partner: Presence, description: RTCSessionDescriptionInit) {
  const mine = description.type === 'offer' ? connect(partner) : connection;
  if (mine) void negotiate(mine, description);
}

/** Makes and sends the offer; with the other's offer, the answer; with the other's answer there is nothing more to say. */
async function negotiate(mine: RTCPeerConnection, theirs?: RTCSessionDescriptionInit) {
  try {
    // Candidates may follow on the heels of this. They wait in the connection's own queue, because it was asked first.
    if (theirs) await mine.setRemoteDescription(theirs);
    if (theirs?.type === 'answer') return;
    await mine.setLocalDescription();
    if (connection === mine) lobby?.describe(mine.localDescription!.toJSON());
  } catch (error) {
    if (connection === mine) lobby?.giveUp(`The call could not be set up. ${explain(error)}`);
  }
}

function takeCandidate(candidate: RTCIceCandidateInit) {
  // One that cannot be used is no reason to end a call: there are others.
  connection?.addIceCandidate(candidate).catch(() => undefined);
}

function hangUp(sentence: string) {
  connection?.close();
  connection = undefined;
  remoteVideo.srcObject = null;
  chat.use(undefined);
  update(`${sentence} ${waiting(lobby)}`.trim());
}

function leave() {
  asking?.abort();
  asking = undefined;
  lobby?.leave(); // says goodbye, so that the other tab need not wait for the connection to fail
  lobby = undefined;
  release(stream);
  stream = undefined;
  localVideo.srcObject = null;
  hangUp('Left. Press Join to come back.');
  showPeers(lobby);
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream | undefined) {
  for (const track of unwanted?.getTracks() ?? []) track.stop();
}

/** Somebody came, left, or is in a call now. */
function changed() {
  showPeers(lobby);
  if (!connection) update(waiting(lobby));
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  const busy = asking !== undefined || lobby !== undefined;
  for (const control of [joinButton, roomName, source, media, data]) control.disabled = busy;
  leaveButton.disabled = !busy;
}

joinButton.addEventListener('click', () => void join());
leaveButton.addEventListener('click', leave);
addEventListener('pagehide', leave);
presetSource(source);
showPeers(lobby);
update();
