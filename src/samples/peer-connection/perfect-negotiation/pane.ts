import { log } from './log.js';

/** The elements of one side on the page. */
export type Pane = ReturnType<typeof paneOf>;

/** What of a side decides what its pane shows. */
export interface Shown {
  readonly pc: RTCPeerConnection;
  readonly counts: { offers: number; rolledBack: number; ignored: number };
  first: RTCRtpTransceiver | undefined;
  second: RTCRtpTransceiver | undefined;
  isAsking: boolean; // while the browser asks the person for the camera
}

/** One video of a pane, and how many pictures it has shown since the page was opened. */
interface Place {
  readonly video: HTMLVideoElement;
  readonly rate: HTMLElement;
  pictures: number;
}

/** Finds the elements of a side, and shows in them what is asked for. */
export function paneOf(name: 'polite' | 'impolite') {
  const root = document.querySelector<HTMLElement>(`#${name}`)!;
  const state = root.querySelector('.state')!;
  const counts = root.querySelector('.counts')!;
  const places = [
    placeOf(root.querySelector<HTMLElement>('.first')!),
    placeOf(root.querySelector<HTMLElement>('.second')!),
  ] as const;
  const pane = {
    kind: root.querySelector<HTMLSelectElement>('.kind')!,
    colour: root.querySelector<HTMLInputElement>('.colour')!,
    toggle: root.querySelector<HTMLButtonElement>('.toggle')!,
    log: (event: string) => log(name, event),
    /** How many of the other side's first pictures have been shown here. */
    pictures: () => places[0].pictures,
    showArrivals: (pc: RTCPeerConnection) => showArrivals(pc, places),
    /** Shows how far the negotiation is, and what can be pressed now. */
    update(side: Shown | undefined, isBusy: boolean) {
      const { offers, rolledBack, ignored } = side?.counts ?? { offers: 0, rolledBack: 0, ignored: 0 };
      state.textContent = side?.pc.signalingState ?? 'no connection';
      counts.textContent = `${offers} offers sent, ${rolledBack} rolled back, ${ignored} of the other side ignored`;
      pane.toggle.disabled = isBusy;
      pane.toggle.textContent = `${side?.second?.direction === 'sendonly' ? 'Remove' : 'Add'} second picture`;
      pane.kind.disabled = !side?.first || side.isAsking;
    },
    clear() {
      pane.kind.value = 'canvas';
      for (const { video, rate } of places) {
        video.srcObject = null;
        rate.textContent = 'nothing comes';
      }
    },
  };
  return pane;
}

function placeOf(figure: HTMLElement): Place {
  const video = figure.querySelector('video')!;
  const place: Place = { video, rate: figure.querySelector<HTMLElement>('.rate')!, pictures: 0 };
  const count = () => {
    place.pictures++;
    video.requestVideoFrameCallback(count);
  };
  video.requestVideoFrameCallback(count);
  return place;
}

/** Shows what arrives over a connection while it is open: what came first in one place, and what is added in the other. */
function showArrivals(pc: RTCPeerConnection, places: readonly [Place, Place]) {
  let firstReceiver: RTCRtpReceiver | undefined;
  // A track is announced each time its line begins to send, also after a pause; when it ceases, it leaves its stream.
  pc.addEventListener('track', ({ receiver, streams: [stream] }) => {
    firstReceiver ??= receiver;
    const { video } = places[receiver === firstReceiver ? 0 : 1];
    video.srcObject = stream!;
    stream!.addEventListener('removetrack', () => (video.srcObject = null));
  });

  const look = (before: readonly number[]) => {
    if (pc.signalingState === 'closed') return;
    for (const [index, { video, rate, pictures }] of places.entries())
      rate.textContent = video.srcObject ? `${pictures - before[index]!} pictures in the last second` : 'nothing comes';
    const now = places.map(({ pictures }) => pictures);
    setTimeout(() => look(now), 1000);
  };
  look(places.map(({ pictures }) => pictures));
}
