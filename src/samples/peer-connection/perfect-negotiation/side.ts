import type { Pane, Shown } from './pane.js';
import type { NegotiationMessage } from './perfect-negotiation.js';
import { watchRollbacks } from './rollback.js';

/** One side of the call: its connection, and the lines on which it sends. */
export interface Side extends Shown {
  readonly pane: Pane;
  noteSent(message: NegotiationMessage): void;
  noteIgnored(): void;
}

/** Opens the connection of a side, and shows what becomes of it; `changed` is called at every change of its states. */
export function openSide(pane: Pane, changed: () => void): Side {
  const pc = new RTCPeerConnection();
  const counts = { offers: 0, rolledBack: 0, ignored: 0 };
  pane.showArrivals(pc);
  watchRollbacks(pc, () => {
    counts.rolledBack++;
    pane.log('has rolled back its own offer and takes the other');
  });
  for (const name of ['signalingstatechange', 'connectionstatechange']) pc.addEventListener(name, changed);
  return {
    ...{ pane, pc, counts, first: undefined, second: undefined, isAsking: false },
    noteSent(message) {
      if ('candidate' in message)
        return pane.log(message.candidate ? 'sends a candidate' : 'says that it has no more candidates');
      if (message.description.type === 'offer') counts.offers++;
      pane.log(`sends an ${message.description.type}`);
    },
    noteIgnored() {
      counts.ignored++;
      pane.log('ignores the offer: one of its own is under way');
    },
  };
}

/** Whether nothing is being negotiated, and all that this side wants to send is agreed. */
export function isSettled({ pc, first, second }: Side): boolean {
  return (
    pc.connectionState === 'connected' &&
    pc.signalingState === 'stable' &&
    [first, second].every((line) => line?.direction === line?.currentDirection)
  );
}

/** Ends a side and all that it sends. */
export function closeSide({ pane, pc, first, second }: Side) {
  for (const line of [first, second]) line?.sender.track?.stop();
  pc.close();
  pane.clear();
}
