/** The two ends of the call. */
export type Side = 'caller' | 'callee';

/** What is said between them. */
export type Topic = 'offer' | 'answer' | `candidates of the ${Side}`;

/** A step of a call: what is pressed, and what a person should know about it. */
export interface Step {
  readonly id: StepId;
  readonly label: string;
  /** The call of the API, as the diagram shows it. */
  readonly call: string;
  /** Who does it; for a message, to whom it travels. */
  readonly at: Side | 'both' | 'to caller' | 'to callee';
  readonly sentence: string;
  /** The message that it is about. */
  readonly topic?: Topic;
  /** The steps that must have been done. */
  readonly needs: readonly StepId[];
}

export type StepId =
  | 'media'
  | 'connections'
  | 'create-offer'
  | 'set-local-offer'
  | 'send-offer'
  | 'set-remote-offer'
  | 'create-answer'
  | 'set-local-answer'
  | 'send-answer'
  | 'set-remote-answer'
  | 'candidates-of-caller'
  | 'candidates-of-callee';

export const steps: readonly Step[] = [
  {
    id: 'media',
    label: 'Open the media',
    call: 'getUserMedia()',
    at: 'caller',
    sentence: 'The caller opens what it wants to send. There is no connection yet.',
    needs: [],
  },
  {
    id: 'connections',
    label: 'Make the two connections',
    call: 'new RTCPeerConnection()',
    at: 'both',
    sentence:
      'Each side makes its own end. The caller adds its tracks, or a data channel: that is what there will be to offer.',
    needs: ['media'],
  },
  {
    id: 'create-offer',
    label: 'Create the offer',
    call: 'createOffer()',
    at: 'caller',
    sentence: 'The offer says what the caller would send and receive, and how. It is only text: nothing has begun.',
    topic: 'offer',
    needs: ['connections'],
  },
  {
    id: 'set-local-offer',
    label: 'Set the offer as local',
    call: 'setLocalDescription(offer)',
    at: 'caller',
    sentence: 'Now the caller is bound to its offer, and begins to look for its own addresses: the candidates.',
    topic: 'offer',
    needs: ['create-offer'],
  },
  {
    id: 'send-offer',
    label: 'Send the offer',
    call: 'offer',
    at: 'to callee',
    sentence:
      'Signaling: any way will do, a WebSocket, a chat, a letter. WebRTC does not care how the text gets there.',
    topic: 'offer',
    needs: ['set-local-offer'],
  },
  {
    id: 'set-remote-offer',
    label: 'Set the offer as remote',
    call: 'setRemoteDescription(offer)',
    at: 'callee',
    sentence: 'The callee reads what is offered, and has a receiver for each track before anything has arrived.',
    topic: 'offer',
    needs: ['send-offer'],
  },
  {
    id: 'create-answer',
    label: 'Create the answer',
    call: 'createAnswer()',
    at: 'callee',
    sentence: 'The answer takes, section by section, what both can do, or refuses. Its order is that of the offer.',
    topic: 'answer',
    needs: ['set-remote-offer'],
  },
  {
    id: 'set-local-answer',
    label: 'Set the answer as local',
    call: 'setLocalDescription(answer)',
    at: 'callee',
    sentence: 'For the callee everything is agreed: it is stable, ready to receive, and looks for its own candidates.',
    topic: 'answer',
    needs: ['create-answer'],
  },
  {
    id: 'send-answer',
    label: 'Send the answer',
    call: 'answer',
    at: 'to caller',
    sentence: 'The answer goes back the way that the offer came.',
    topic: 'answer',
    needs: ['set-local-answer'],
  },
  {
    id: 'set-remote-answer',
    label: 'Set the answer as remote',
    call: 'setRemoteDescription(answer)',
    at: 'caller',
    sentence: 'Both are stable and agree on everything, and still do not know where the other one is.',
    topic: 'answer',
    needs: ['send-answer'],
  },
  {
    id: 'candidates-of-caller',
    label: 'Send the candidates of the caller',
    call: 'candidates',
    at: 'to callee',
    sentence: 'Each candidate is an address at which the caller may be reached. The callee knocks at all of them.',
    topic: 'candidates of the caller',
    needs: ['set-local-offer'],
  },
  {
    id: 'candidates-of-callee',
    label: 'Send the candidates of the callee',
    call: 'candidates',
    at: 'to caller',
    sentence:
      'The caller knocks too. Often it need not any more: whoever is knocked at learns an address from that. The pair that works carries everything.',
    topic: 'candidates of the callee',
    needs: ['set-local-answer'],
  },
];

/** Whether a step can be done now: it has not been, and everything that it needs has. */
export function isReady(id: StepId, done: ReadonlySet<StepId>): boolean {
  return !done.has(id) && steps.find((step) => step.id === id)!.needs.every((needed) => done.has(needed));
}

/** The step that comes next; nothing after the last. */
export function nextOf(done: ReadonlySet<StepId>): StepId | undefined {
  return steps.find(({ id }) => isReady(id, done))?.id;
}
