// Everything in a call is encrypted, always. With whom? Each side has a certificate, and the description that travels over
// signaling says which fingerprint it has. So the connection is as trustworthy as the way on which the descriptions came.
import 'webrtc-adapter';
import { chosenCertificates, generate } from './certificates.js';
import { codeOf } from './code.js';
import { factsOf, type Facts } from './facts.js';
import { tamperedWith } from './fingerprint.js';
import { openPane } from './pane.js';
import { inShort } from './sentences.js';

const adaCertificate = document.querySelector<HTMLSelectElement>('#ada-certificate')!;
const benCertificate = document.querySelector<HTMLSelectElement>('#ben-certificate')!;
const way = document.querySelector<HTMLSelectElement>('#way')!;
const connectButton = document.querySelector<HTMLButtonElement>('#connect')!;
const closeButton = document.querySelector<HTMLButtonElement>('#close')!;
const generateButton = document.querySelector<HTMLButtonElement>('#generate')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const panes = [openPane('ada'), openPane('ben')] as const;

let connections: RTCPeerConnection[] = [];
let isGenerating = false;

async function connect() {
  close();
  update('Connecting …');
  let ada: RTCPeerConnection, ben: RTCPeerConnection;
  try {
    ada = open(chosenCertificates(adaCertificate));
    ben = open(chosenCertificates(benCertificate));
  } catch (error) {
    close();
    return update(
      `The browser does not take this certificate: it has run out, most likely. Choose another. (${String(error)})`,
    );
  }
  const mine = connections;
  try {
    if (way.value === 'middle') await sitInTheMiddle(ada, ben);
    else await exchange(ada, ben, way.value === 'tampered' ? tamperedWith : undefined);
    await Promise.all([settled(ada), settled(ben)]);
    if (connections === mine) await inspect(ada, ben);
  } catch (error) {
    // Every call on a closed connection is refused: that is no failure if the person closed it in the middle.
    if (connections === mine) update(`The two sides could not be connected: ${String(error)}.`);
  }
}

/** The certificates are part of the configuration, and fixed for the life of the connection. */
function open(certificates: RTCCertificate[] | undefined) {
  const connection = new RTCPeerConnection(certificates && { certificates });
  connections.push(connection);
  return connection;
}

// #region middle
/** The attack that fingerprints alone cannot stop: whoever carries the descriptions puts in those of connections of their own. */
async function sitInTheMiddle(ada: RTCPeerConnection, ben: RTCPeerConnection) {
  const [towardsAda, towardsBen] = [open(undefined), open(undefined)];
  await exchange(ada, towardsAda); // Ada takes this one for Ben …
  await exchange(towardsBen, ben); // … and Ben takes this one for Ada
}
// #endregion

/** Carries the offer, the answer and the candidates between two connections; the offer may be changed on the way. */
async function exchange(
  caller: RTCPeerConnection,
  callee: RTCPeerConnection,
  carry: (offer: RTCSessionDescriptionInit) => RTCSessionDescriptionInit = (offer) => offer,
) {
  caller.addEventListener('icecandidate', ({ candidate }) => void callee.addIceCandidate(candidate));
  callee.addEventListener('icecandidate', ({ candidate }) => void caller.addIceCandidate(candidate));
  caller.addTransceiver('audio'); // without media, nothing would be said about its cipher
  await caller.setLocalDescription();
  await callee.setRemoteDescription(carry(caller.localDescription!));
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription!);
}

/** Until a connection is there or has failed. Closing a connection is no event, and then nobody waits any more. */
function settled(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (/^(connected|failed)$/.test(connection.connectionState)) resolve();
    };
    connection.addEventListener('connectionstatechange', look);
    look();
  });
}

// #region inspect
/** Lets each side tell what it knows, and make the code out of it: its own certificate, and the one that really came. */
async function inspect(ada: RTCPeerConnection, ben: RTCPeerConnection) {
  const mine = connections;
  const facts = (await Promise.all([ada, ben].map(factsOf))) as [Facts, Facts];
  if (connections !== mine) return;
  const codes = facts.map(({ own, announced, arrived, dtlsState }) => {
    // Once connected, the browser has compared the two: where it does not hand out the certificate, the announced one does.
    const other = arrived ?? (dtlsState === 'connected' ? announced : undefined);
    return own && other ? codeOf(own, other) : [];
  }) as [string[], string[]];
  for (const [index, pane] of panes.entries()) {
    pane.showFacts(facts[index]!);
    pane.showCode(codes[index]!);
  }
  update(inShort(facts, codes));
}
// #endregion

async function makeCertificate() {
  isGenerating = true;
  update('Making a key …');
  let sentence: string;
  try {
    sentence = await generate();
  } catch (error) {
    sentence = `The browser does not make such a certificate: ${String(error)}. Choose another key.`;
  }
  isGenerating = false;
  update(sentence);
}

function close() {
  for (const connection of connections) connection.close();
  connections = [];
  for (const pane of panes) pane.clear();
  update('Closed. The certificates are still there: connect again with the same, and the fingerprints stay.');
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  closeButton.disabled = connections.length === 0;
  generateButton.disabled = isGenerating;
}

connectButton.addEventListener('click', () => void connect());
closeButton.addEventListener('click', close);
generateButton.addEventListener('click', () => void makeCertificate());
addEventListener('pagehide', close);
update();
