import type { Draft } from './message.js';
import type { StepId } from './steps.js';

/** One call, from its first step to Stop: what has been made, and what has been said. */
export class Call {
  readonly done = new Set<StepId>();
  readonly drafts: { offer?: Draft; answer?: Draft } = {};
  readonly candidates = { caller: new Candidates(), callee: new Candidates() };
  stream?: MediaStream;
  caller?: RTCPeerConnection;
  callee?: RTCPeerConnection;

  /** Puts a new description on the desk, where it can be changed. */
  keep({ type, sdp = '' }: RTCSessionDescriptionInit) {
    if (type === 'offer' || type === 'answer') this.drafts[type] = { original: sdp, text: sdp, isSent: false };
  }

  /** The description as it stands on the desk, changed or not. */
  described(type: 'offer' | 'answer'): RTCSessionDescriptionInit {
    return { type, sdp: this.drafts[type]!.text };
  }

  /** From now on the text belongs to the other side. To send is only to carry: no connection takes part in it. */
  send(type: 'offer' | 'answer') {
    this.drafts[type]!.isSent = true;
  }

  /** A description that was refused goes back to its author, who may mend it and use it again. */
  takeBack(type: 'offer' | 'answer'): Draft {
    this.drafts[type]!.isSent = false;
    this.done.delete(`send-${type}`);
    return this.drafts[type]!;
  }

  end() {
    this.caller?.close();
    this.callee?.close();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
  }
}

/** The candidates of one side: those that wait to be sent, and all that there were. */
export class Candidates {
  readonly waiting: RTCIceCandidate[] = [];
  /** Called for each that is found, and at the end of the search. */
  tell?: () => void;
  #all = '';

  take(candidate: RTCIceCandidate | null) {
    if (candidate?.candidate) {
      this.waiting.push(candidate);
      this.#all += `${candidate.candidate}\r\n`;
    }
    this.tell?.();
  }

  /** As a message that can be read, and not be changed. */
  asMessage(): Draft {
    return { original: this.#all, text: this.#all, isSent: true };
  }
}
