/** What a page has open, counted by the recorder. All are 0 on a page that has cleaned up. */
export interface Open {
  readonly tracks: number;
  readonly connections: number;
  readonly contexts: number;
  readonly workers: number;
  readonly intervals: number;
}

/** What the recorder offers inside the page. */
export interface Recorder {
  readonly connections: RTCPeerConnection[];
  readonly tracks: MediaStreamTrack[];
  open(): Open;
}

/** Where a page that was left keeps what it had open at its very end. */
export const leavingKey = 'open-at-leaving';

/**
 * Runs in the page before everything else and keeps every track, connection, audio context, worker and interval that the page
 * makes, so that a test can ask what became of them. It stands alone: it travels to the browser as text. Samples know nothing
 * of it. When the page is left, it writes what is still open to the session's storage, after the page's own listeners.
 */
export function installRecorder(): void {
  const connections: RTCPeerConnection[] = [];
  const tracks: MediaStreamTrack[] = [];
  const contexts = new Set<AudioContext>();
  const workers = new Set<Worker>();
  const intervals = new Set<unknown>();

  /** Replaces a constructor by one that also tells. */
  const onConstruct = (name: string, made: (instance: never) => void) => {
    const original: unknown = Reflect.get(window, name);
    if (typeof original !== 'function') return;
    const telling = new Proxy(original, {
      construct(target, args, newTarget) {
        const instance = Reflect.construct(target, args, newTarget) as never;
        made(instance);
        return instance;
      },
    });
    Reflect.set(window, name, telling);
  };
  /** Replaces a method by one that also tells what it was called on, and what it answered. */
  const onCall = (owner: object | undefined, name: string, called: (self: never, answer: unknown) => void) => {
    const original: unknown = owner && Reflect.get(owner, name);
    if (!owner || typeof original !== 'function') return;
    const telling = function (this: unknown, ...args: unknown[]): unknown {
      const answer: unknown = Reflect.apply(original, this, args);
      if (answer instanceof Promise)
        answer.then(
          (value) => called(this as never, value),
          () => undefined,
        );
      else called(this as never, answer);
      return answer;
    };
    Reflect.set(owner, name, telling);
  };
  const keep = (_: unknown, made: unknown) => {
    if (made instanceof MediaStreamTrack) tracks.push(made);
    if (made instanceof MediaStream) tracks.push(...made.getTracks());
    if (typeof MediaStreamAudioDestinationNode !== 'undefined' && made instanceof MediaStreamAudioDestinationNode)
      tracks.push(...made.stream.getTracks());
  };

  onConstruct('RTCPeerConnection', (connection) => connections.push(connection));
  onConstruct('AudioContext', (context) => contexts.add(context));
  onConstruct('Worker', (worker) => workers.add(worker));
  onCall(window.MediaDevices?.prototype, 'getUserMedia', keep);
  onCall(window.MediaDevices?.prototype, 'getDisplayMedia', keep);
  onCall(window.MediaStreamTrack?.prototype, 'clone', keep);
  onCall(window.MediaStream?.prototype, 'clone', keep);
  onCall(window.HTMLCanvasElement.prototype, 'captureStream', keep);
  onCall(window.HTMLMediaElement.prototype, 'captureStream', keep);
  onCall(window.AudioContext?.prototype, 'createMediaStreamDestination', keep);
  // A context ends when it is told to; the promise comes later.
  const closeContext: unknown = window.AudioContext && Reflect.get(AudioContext.prototype, 'close');
  if (typeof closeContext === 'function')
    AudioContext.prototype.close = function () {
      contexts.delete(this);
      return Reflect.apply(closeContext, this, []) as Promise<void>;
    };
  onCall(Worker.prototype, 'terminate', (worker) => workers.delete(worker));
  onCall(window, 'setInterval', (_, id) => intervals.add(id));
  const clear = window.clearInterval.bind(window);
  window.clearInterval = (id) => {
    intervals.delete(id);
    clear(id);
  };

  const recorder = {
    connections,
    tracks,
    open: () => ({
      tracks: tracks.filter((track) => track.readyState === 'live').length,
      connections: connections.filter((connection) => connection.signalingState !== 'closed').length,
      contexts: [...contexts].filter((context) => context.state !== 'closed').length,
      workers: workers.size,
      intervals: intervals.size,
    }),
  };
  Object.defineProperty(window, 'recorder', { value: recorder });
  // Registered when everything has loaded, so that the page's own listeners for this event have run before.
  addEventListener('load', () => {
    addEventListener('pagehide', () => {
      try {
        sessionStorage.setItem('open-at-leaving', JSON.stringify(recorder.open()));
      } catch {
        // A page from a file has no storage of its own in some browsers; nobody asks there.
      }
    });
  });
}
