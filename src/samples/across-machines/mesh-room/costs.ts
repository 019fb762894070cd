/** Shows what a page sends to the others, and what one of them costs. */
export function showCosts(sentKbps: readonly number[]) {
  const connections = sentKbps.length;
  const total = sentKbps.reduce((sum, one) => sum + one, 0);
  const show = (id: string, text: string) => {
    document.querySelector<HTMLElement>(`#${id}`)!.textContent = text;
  };
  show('connections', String(connections));
  // Each of n people has n − 1 connections, and each connection belongs to two of them.
  show('room-connections', String((connections * (connections + 1)) / 2));
  show('one-kbps', `${Math.round(total / Math.max(1, connections))} kbit/s`);
  show('total-kbps', `${Math.round(total)} kbit/s`);
}
