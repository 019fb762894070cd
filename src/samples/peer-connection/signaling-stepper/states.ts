import type { Side } from './steps.js';

const table = document.querySelector<HTMLTableElement>('#states')!;

/** What a connection says of itself. */
const members = {
  signalingState: (connection: RTCPeerConnection) => connection.signalingState,
  localDescription: ({ localDescription }: RTCPeerConnection) => localDescription?.type ?? 'none',
  remoteDescription: ({ remoteDescription }: RTCPeerConnection) => remoteDescription?.type ?? 'none',
  iceGatheringState: (connection: RTCPeerConnection) => connection.iceGatheringState,
  iceConnectionState: (connection: RTCPeerConnection) => connection.iceConnectionState,
  connectionState: (connection: RTCPeerConnection) => connection.connectionState,
};

const cells = Object.entries(members).map(([name, read]) => {
  const row = table.tBodies[0]!.insertRow();
  const head = document.createElement('th');
  head.scope = 'row';
  head.append(Object.assign(document.createElement('code'), { textContent: name }));
  row.append(head);
  return { read, of: { caller: row.insertCell(), callee: row.insertCell() } };
});

/** Shows the states as they are now; what is other than it was when the last step began stands out. */
export function showStates(connections: Partial<Record<Side, RTCPeerConnection>>) {
  for (const { read, of } of cells)
    for (const side of ['caller', 'callee'] as const) {
      const connection = connections[side];
      const text = connection ? read(connection) : '–';
      const cell = of[side];
      if (cell.textContent === text) continue;
      cell.textContent = '';
      cell.append(connection ? Object.assign(document.createElement('mark'), { textContent: text }) : text);
    }
}

/** A step begins: nothing stands out any more. */
export function unmarkStates() {
  for (const { of } of cells) for (const cell of [of.caller, of.callee]) cell.replaceChildren(cell.textContent);
}

/** Calls whenever a connection says that one of its states has changed. */
export function followStates(connection: RTCPeerConnection, changed: () => void) {
  for (const which of ['signaling', 'icegathering', 'iceconnection', 'connection'])
    connection.addEventListener(`${which}statechange`, changed);
}
