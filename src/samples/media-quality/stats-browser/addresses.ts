import type { PeerAddress } from './peer.js';

const table = document.querySelector<HTMLTableSectionElement>('#addresses tbody')!;
let shown = '';

/** Lists the addresses; where nothing has changed, the table is left alone. */
export function showAddresses(addresses: readonly PeerAddress[]) {
  const text = JSON.stringify(addresses);
  if (text === shown) return;
  shown = text;
  table.replaceChildren();
  for (const { address, port, protocol, type, isInUse } of addresses) {
    const row = table.insertRow();
    for (const value of [address, port, protocol, type, isInUse ? 'yes' : '']) row.insertCell().textContent = value;
    row.cells[1]!.className = 'number';
  }
}
