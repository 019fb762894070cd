import { cameraAfter, openCamera, openScreen, release } from './devices.js';
import type { Sending } from './message.js';

/**
 * What this side sends: the microphone, the camera unless it is off, and a screen while one is shared. All of it can change
 * with a call and without one; `changed` hears of it. Three ways of changing, from the cheapest to the dearest, stand below.
 */
export function holdMedia(stream: MediaStream, source: string, changed: () => void) {
  let screen: MediaStream | undefined;
  let connection: RTCPeerConnection | undefined;
  let camera: RTCRtpSender | undefined;
  let screenPlace: RTCRtpTransceiver | undefined;
  let isOver = false;
  for (const track of stream.getVideoTracks()) track.addEventListener('ended', cameraOff); // unplugged

  // #region mute
  /** A disabled track sends silence. The microphone stays on, so it is back at a press, and nothing is negotiated. */
  function mute() {
    for (const track of stream.getAudioTracks()) track.enabled = !track.enabled;
    changed();
  }
  // #endregion

  // #region camera off and on
  /** A disabled camera would send black with its light on. It is off when its track is stopped; its place in the call stays. */
  function cameraOff() {
    for (const track of stream.getVideoTracks()) {
      track.stop();
      stream.removeTrack(track);
    }
    putInPlace(null);
    changed();
  }

  async function cameraOn(deviceId?: string) {
    const track = await openCamera(source, deviceId);
    if (isOver) return track.stop(); // hung up meanwhile
    track.addEventListener('ended', cameraOff);
    stream.addTrack(track);
    putInPlace(track);
    changed();
  }

  /** Another track of the same kind needs no new offer: the other side sees only that other pictures come. */
  function putInPlace(track: MediaStreamTrack | null) {
    // A call that ends in this moment refuses it, and then nobody needs it.
    camera?.replaceTrack(track).catch(() => undefined);
  }

  /** One camera is closed before the next is opened: many phones cannot have two open. */
  async function switchCamera() {
    const next = await cameraAfter(stream.getVideoTracks()[0]?.getSettings().deviceId);
    if (isOver) return; // hung up meanwhile
    if (next === undefined) throw new Error('There is only one camera here.');
    cameraOff();
    await cameraOn(next);
  }
  // #endregion

  // #region screen
  /** A screen comes beside the camera, so it needs a place of its own in the call, and that takes a new offer. */
  async function shareScreen() {
    const opened = await openScreen();
    if (isOver) return release(opened); // hung up meanwhile
    screen = opened;
    // The browser has a button of its own to end the sharing, and the window may be closed.
    for (const track of screen.getTracks()) track.addEventListener('ended', endScreen);
    changed(); // tells the other which stream it is, before the offer goes out
    placeScreen();
  }

  function placeScreen() {
    const [track] = screen?.getVideoTracks() ?? [];
    if (track) screenPlace = connection?.addTransceiver(track, { direction: 'sendonly', streams: [screen!] });
  }

  function endScreen() {
    screenPlace?.stop(); // the next screen takes this place; removeTrack would leave it behind, empty
    screenPlace = undefined;
    release(screen);
    screen = undefined;
    changed();
  }
  // #endregion

  return {
    stream,
    sending: (): Sending => ({
      isMuted: stream.getAudioTracks().some(({ enabled }) => !enabled),
      isCameraOff: stream.getVideoTracks().length === 0,
      screen: screen?.id ?? null,
    }),
    /** Sends all of it over a connection from now on. */
    sendOver: (next: RTCPeerConnection) => {
      connection = next;
      for (const track of stream.getAudioTracks()) next.addTrack(track, stream);
      const [track] = stream.getVideoTracks();
      // A camera that is off now has its place all the same, for when it comes back.
      camera = track ? next.addTrack(track, stream) : next.addTransceiver('video', { streams: [stream] }).sender;
      placeScreen();
    },
    /** The connection is closed. */
    callEnded: () => {
      connection = camera = screenPlace = undefined;
    },
    mute,
    cameraOff,
    cameraOn,
    switchCamera,
    shareScreen,
    endScreen,
    stop: () => {
      isOver = true;
      release(stream);
      release(screen);
    },
  };
}

export type OwnMedia = ReturnType<typeof holdMedia>;
