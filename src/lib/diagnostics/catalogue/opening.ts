import type { Entry, Step } from './entry.ts';

/** The two kinds of device that a page has to ask for. */
export type DeviceKind = 'camera' | 'microphone';

/** What can come of asking for one. */
type Outcome =
  | 'granted'
  | 'no-answer'
  | 'frame-blocks'
  | 'header-blocks'
  | 'dismissed'
  | 'system-blocks'
  | 'refused'
  | 'missing'
  | 'busy'
  | 'overconstrained'
  | 'start-failed'
  | 'page-inactive'
  | 'page-forbids'
  | 'unknown-error';

/** The words in which the two kinds differ. */
interface Words {
  readonly capital: string;
  /** What others miss without it, as in “Others will not …”. */
  readonly effect: string;
  readonly switch: Step;
  readonly plug: string;
}

const words: Readonly<Record<DeviceKind, Words>> = {
  camera: {
    capital: 'Camera',
    effect: 'see you',
    switch: {
      windows:
        'Open Settings, Privacy & security, Camera. Turn on “Camera access”, “Let apps access your camera” and “Let desktop apps access your camera”.',
      macos: 'Open System Settings, Privacy & Security, Camera. Turn on your browser in the list.',
      chromeos: 'Open Settings, Privacy and security, Privacy controls. Turn on “Camera access”.',
      android:
        'Swipe down twice and see that “Camera access” is on. Then open Settings, Apps, your browser, Permissions, Camera, and choose “Allow only while using the app”.',
      ios: 'Open Settings, Apps, your browser (or Safari, Camera) and allow the camera.',
      linux:
        'Open Settings, Privacy, Camera, if your desktop has it, and turn it on. A browser installed as Snap or Flatpak needs the camera among its permissions (in the software centre or Flatseal).',
    },
    plug: 'Plug the camera in again, directly into the computer. A laptop may have a key or a slide that takes its own camera off.',
  },
  microphone: {
    capital: 'Microphone',
    effect: 'hear you',
    switch: {
      windows:
        'Open Settings, Privacy & security, Microphone. Turn on “Microphone access”, “Let apps access your microphone” and “Let desktop apps access your microphone”.',
      macos: 'Open System Settings, Privacy & Security, Microphone. Turn on your browser in the list.',
      chromeos: 'Open Settings, Privacy and security, Privacy controls. Turn on “Microphone access”.',
      android:
        'Swipe down twice and see that “Mic access” is on. Then open Settings, Apps, your browser, Permissions, Microphone, and choose “Allow only while using the app”.',
      ios: 'Open Settings, Apps, your browser (or Safari, Microphone) and allow the microphone.',
      linux:
        'Open Settings, Privacy, Microphone, if your desktop has it, and turn it on. A browser installed as Snap needs “Record audio” among its permissions (in the software centre).',
    },
    plug: 'Plug the microphone or the headset in again; a Bluetooth headset has to be connected first.',
  },
};

const again = 'Press “Check again”.';
const restart = 'Close the browser completely, start it again, and check again.';

function outcomes(kind: DeviceKind): Readonly<Record<Outcome, Entry>> {
  const { capital, effect, switch: systemSwitch, plug } = words[kind];
  const others = `Others will not ${effect}.`;
  return {
    granted: {
      verdict: 'pass',
      title: `The ${kind} may be used`,
      sentence: `You have allowed the ${kind}, and it opened after {openedMs} ms.`,
      meaning: `This page can use the ${kind}. Other sites ask for themselves.`,
      causes: [],
      fix: [],
      forIt: `getUserMedia for the ${kind} alone resolved; the time contains the person's answer, if the browser asked.`,
    },
    'no-answer': {
      verdict: 'fail',
      title: `The browser's question about the ${kind} was not answered`,
      sentence: `The browser asked whether this page may use the ${kind}, and got no answer within {waitedS} seconds.`,
      meaning: `${others} Until the question is answered, the ${kind} stays closed.`,
      causes: [
        'The question is small, near the address bar, and easily missed.',
        'It is hidden behind another window, or belongs to a window that is minimised.',
      ],
      fix: [
        'Look near the address bar, and behind other windows, for the browser’s question.',
        'Choose “Allow”.',
        again,
      ],
      forIt: `getUserMedia neither resolved nor rejected in the time of the evidence; what is granted later is let go at once. A policy (VideoCaptureAllowed, AudioCaptureAllowed) or a remembered choice would have answered by itself.`,
    },
    'frame-blocks': {
      verdict: 'fail',
      title: `The page around this one keeps the ${kind} from it`,
      sentence: `This page stands inside another one, which does not let it use the ${kind}.`,
      meaning: `${others} No setting of yours can change that from here.`,
      causes: [`The frame has no allow="${kind}", or the page around it has a Permissions-Policy without it.`],
      fix: [
        'Open this page in a tab of its own.',
        `If the page around it is yours: write allow="camera; microphone" on its iframe.`,
      ],
      forIt: `NotAllowedError in a frame while document.featurePolicy.allowsFeature('${kind}') is false. The frame needs allow="${kind}" and the outer page must have it in its own Permissions-Policy. Firefox enforces allow and ignores the header.`,
    },
    'header-blocks': {
      verdict: 'fail',
      title: `This website forbids itself the ${kind}`,
      sentence: `The website was delivered with a rule that keeps the ${kind} from all its pages.`,
      meaning: `${others} No setting of yours can change that; whoever runs the website can.`,
      causes: [`The server, or a proxy on the way, sends “Permissions-Policy: ${kind}=()”.`],
      fix: [
        'Tell whoever runs this website what stands here.',
        'If you are on a company network, ask your administrator whether a proxy changes what websites send.',
      ],
      forIt: `NotAllowedError in a top-level page while document.featurePolicy.allowsFeature('${kind}') is false: the response header Permissions-Policy must contain ${kind}=(self).`,
    },
    dismissed: {
      verdict: 'fail',
      title: `The question about the ${kind} was closed`,
      sentence: `The browser’s question about the ${kind} was closed without an answer.`,
      meaning: `${others} After the question was closed a few times, the browser asks no more and takes that as a no.`,
      causes: ['The question was closed with its cross or with Escape.'],
      fix: [
        `${again} Choose “Allow” this time.`,
        'If no question comes: press the icon at the left of the address, and set the permission back.',
      ],
      forIt: 'NotAllowedError with “Permission dismissed”. Chromium blocks a site for a week after three dismissals.',
    },
    'system-blocks': {
      verdict: 'fail',
      title: `The computer keeps the ${kind} from the browser`,
      sentence: `The browser would allow the ${kind}, but the system of this computer does not give it to the browser.`,
      meaning: `${others} The switch is not in the browser but in the settings of the system.`,
      causes: [
        `The privacy setting of the system for the ${kind} is off, or is off for this browser.`,
        'An administrator of the computer has turned it off.',
      ],
      fix: [systemSwitch, restart],
      forIt:
        'NotAllowedError with “Permission denied by system”, usually while permissions.query says granted. Look at the privacy settings (MDM or group policy too) for the browser’s binary.',
    },
    refused: {
      verdict: 'fail',
      title: `The ${kind} is blocked for this site`,
      sentence: `The browser does not let this page use the ${kind}.`,
      meaning: `${others} The browser remembers a no for each site, and does not ask again.`,
      causes: [
        '“Block” was chosen once, perhaps long ago.',
        'The browser blocks it for all sites, or an administrator does.',
      ],
      fix: [
        `Press the icon at the left of the address (a lock, or two sliders), and set the ${kind} to “Allow”.`,
        'Reload the page, and start again.',
        systemSwitch,
      ],
      forIt: `NotAllowedError. The evidence has what permissions.query said (denied: blocked for the site or by policy; prompt may be untrue in Firefox). Policies: VideoCaptureAllowed, AudioCaptureAllowed and their lists of URLs.`,
    },
    missing: {
      verdict: 'fail',
      title: `No ${kind} was found`,
      sentence: `The browser finds no ${kind} on this computer.`,
      meaning: others,
      causes: [
        `No ${kind} is plugged in, or it is switched off.`,
        'It is disabled in the settings of the system or of the computer itself, or its driver is missing.',
        'You work on a remote desktop or a virtual machine that does not pass it on.',
      ],
      fix: [
        plug,
        {
          windows: `Right-click Start, open Device Manager, and look for the ${kind}: enable it, or update its driver.`,
          macos: `Open System Information (hold Option in the Apple menu) and see whether the ${kind} is listed.`,
          chromeos: 'Restart the Chromebook; then try another socket.',
          android: 'Restart the phone; then try the phone’s own camera or recorder app.',
          ios: 'Restart the phone; then try its own camera or voice memo app.',
          linux:
            kind === 'camera'
              ? 'See whether /dev/video0 exists (lsusb lists the camera), and whether you are in the group “video”.'
              : 'Open the sound settings and see whether the microphone is listed as an input.',
        },
        again,
      ],
      forIt: 'NotFoundError: enumerateDevices lists none of the kind. On remote desktops, redirection has to be on.',
    },
    busy: {
      verdict: 'fail',
      title: `The ${kind} does not start`,
      sentence: `The ${kind} is there, but it cannot be started; another program may be using it.`,
      meaning: others,
      causes: [
        `Another program holds the ${kind}: a call, a recorder, another browser.`,
        'The driver is stuck, or the USB port gives too little.',
        'A switch on the device takes it off.',
      ],
      fix: [`Close all other programs and tabs that may use the ${kind}.`, plug, 'Restart the computer.', again],
      forIt:
        'NotReadableError. Windows gives most cameras to one program at a time; look for Frame Server settings, virtual devices and vendor privacy tools.',
    },
    overconstrained: {
      verdict: 'fail',
      title: `No ${kind} fits what was asked for`,
      sentence: `No ${kind} can do what was asked for (“{constraint}”).`,
      meaning: `${others} Usually a ${kind} that was chosen earlier is not there any more.`,
      causes: [`The chosen ${kind} has been unplugged.`, 'A site asks for more than the device can give.'],
      fix: [`Choose another ${kind} in the list above, or “Default”.`, plug, again],
      forIt:
        'OverconstrainedError; the evidence has the constraint that no device fulfils. deviceId: remembered ids change when site data is cleared.',
    },
    'start-failed': {
      verdict: 'fail',
      title: `The ${kind} failed while it started`,
      sentence: `The ${kind} began to start and then failed.`,
      meaning: others,
      causes: ['A loose cable, or a USB port or hub that gives too little.', 'A driver that is stuck.'],
      fix: [plug, 'Use another socket, without a hub.', 'Restart the computer.', again],
      forIt: 'AbortError from getUserMedia: the hardware failed after it had been found and allowed.',
    },
    'page-inactive': {
      verdict: 'fail',
      title: 'The page was not in front',
      sentence: `The ${kind} was asked for while this page was not the active one.`,
      meaning: `${others} Some browsers give devices only to the page that is in front.`,
      causes: ['Another tab or window was in front.'],
      fix: ['Click into this page, and keep it in front.', again],
      forIt: 'InvalidStateError: the document was not fully active or not focused.',
    },
    'page-forbids': {
      verdict: 'fail',
      title: `This page may not ask for the ${kind}`,
      sentence: `The browser does not let this page ask for the ${kind} at all.`,
      meaning: `${others} The reason lies in the website or in the browser’s security settings, not in the device.`,
      causes: [
        'The browser is set to refuse devices to all sites.',
        'The website was changed on its way, or is faulty.',
      ],
      fix: ['Try another browser.', 'Tell whoever runs this website what stands here.'],
      forIt:
        'SecurityError or TypeError from getUserMedia: not allowed in this document, no mediaDevices, or no constraint given.',
    },
    'unknown-error': {
      verdict: 'fail',
      title: `The ${kind} failed in an unusual way`,
      sentence: `Opening the ${kind} failed with “{name}”.`,
      meaning: others,
      causes: ['A browser extension changes what pages may use.', 'A fault of the browser or the driver.'],
      fix: [restart, 'Try in a private window, then in another browser.'],
      forIt: `${capital}: an error that the specification of getUserMedia does not name; its name and message stand in the evidence.`,
    },
  };
}

/** The ids carry their kind: `camera.refused`. */
function prefixed<K extends DeviceKind>(kind: K): Readonly<Record<`${K}.${Outcome}`, Entry>> {
  const named = Object.entries(outcomes(kind)).map(([name, entry]) => [`${kind}.${name}`, entry] as const);
  return Object.fromEntries(named) as Record<`${K}.${Outcome}`, Entry>;
}

/** What can come of asking for a camera or a microphone. */
export const opening = {
  ...prefixed('camera'),
  ...prefixed('microphone'),
};
