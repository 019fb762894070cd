import { entries } from './entry.ts';

const openElsewhere = 'Open this page in an up-to-date Firefox, Chrome, Edge or Safari.';

/** What has to be there before anything else can work. */
export const environment = entries({
  'environment.ready': {
    verdict: 'pass',
    title: 'The browser has what calls need',
    sentence: '{browser} on {system} has everything that calls need, and this page is secure.',
    meaning: 'Cameras, microphones and connections can be tried.',
    causes: [],
    fix: [],
    forIt:
      'isSecureContext, navigator.mediaDevices, RTCPeerConnection, AudioContext and the data channel were looked for by name, never by version. The evidence also has the browser that webrtc-adapter believes to see.',
  },
  'environment.insecure': {
    verdict: 'fail',
    title: 'The address of this page is not secure',
    sentence:
      'This page was opened over an address that is not secure, so the browser gives it no camera and no microphone.',
    meaning: 'Nobody can see or hear you from here, whatever your devices are.',
    causes: [
      'The address begins with http:// instead of https://.',
      'It was opened by a number (an IP address) instead of its name.',
    ],
    fix: [
      'Change http:// at the beginning of the address to https://.',
      'On your own computer, use http://localhost.',
      'If it is your site: get a certificate for it. In a local network, “npm start -- --lan” makes one.',
    ],
    forIt:
      'isSecureContext is false, so navigator.mediaDevices is undefined (Secure Contexts, section 3; Media Capture and Streams, section 9).',
  },
  'environment.no-devices-api': {
    verdict: 'fail',
    title: 'This browser gives pages no devices',
    sentence: '{browser} has no way for pages to use a camera or a microphone.',
    meaning: 'Others will neither see nor hear you in this browser.',
    causes: [
      'It is a browser inside another app (a chat or mail program), which has it switched off.',
      'It is very old, or a privacy setting or extension has removed it.',
    ],
    fix: [
      'Open this page in your usual browser instead of inside an app.',
      openElsewhere,
      'Try without extensions, in a private window.',
    ],
    forIt:
      'navigator.mediaDevices.getUserMedia is missing in a secure context: embedded web views, media.navigator.enabled=false in Firefox, extensions.',
  },
  'environment.no-connections-api': {
    verdict: 'fail',
    title: 'This browser cannot connect people',
    sentence: '{browser} has no peer connections, so no call can work in it.',
    meaning: 'Calls and all other connections between browsers fail here.',
    causes: [
      'An extension or a setting for privacy has switched WebRTC off.',
      'An administrator has.',
      'The browser is very old.',
    ],
    fix: [
      'Switch off extensions that “block WebRTC”, or try a private window.',
      openElsewhere,
      'On a company computer, ask your administrator.',
    ],
    forIt:
      'RTCPeerConnection is not defined: media.peerconnection.enabled=false in Firefox, an extension, a policy, or a hardened build.',
  },
  'environment.no-audio-api': {
    verdict: 'warn',
    title: 'This browser cannot measure sound',
    sentence: '{browser} has no AudioWorklet, so the level of the microphone cannot be measured here.',
    meaning: 'Calls may work all the same; this page cannot tell how loud you are.',
    causes: ['The browser is old, or a privacy setting has removed it.'],
    fix: [openElsewhere],
    forIt: 'AudioContext or AudioWorkletNode is not defined.',
  },
  'environment.camera-policy': {
    verdict: 'warn',
    title: 'The camera is switched off for this page by a rule',
    sentence: 'A rule of the website, or of the page around it, keeps the camera from this page.',
    meaning: 'Others will not see you from here.',
    causes: ['A Permissions-Policy header without camera.', 'A frame without allow="camera".'],
    fix: [
      'If this page stands inside another one, open it in a tab of its own.',
      'Otherwise tell whoever runs this website.',
    ],
    forIt: "document.featurePolicy.allowsFeature('camera') is false.",
  },
  'environment.microphone-policy': {
    verdict: 'warn',
    title: 'The microphone is switched off for this page by a rule',
    sentence: 'A rule of the website, or of the page around it, keeps the microphone from this page.',
    meaning: 'Others will not hear you from here.',
    causes: ['A Permissions-Policy header without microphone.', 'A frame without allow="microphone".'],
    fix: [
      'If this page stands inside another one, open it in a tab of its own.',
      'Otherwise tell whoever runs this website.',
    ],
    forIt: "document.featurePolicy.allowsFeature('microphone') is false.",
  },
  'environment.offline': {
    verdict: 'warn',
    title: 'This computer says that it is offline',
    sentence: 'The browser says that there is no network at all.',
    meaning: 'What can be checked on this computer alone is checked; nothing that needs others can work.',
    causes: ['The network cable is out, or Wi-Fi is off or not connected.', 'Flight mode is on.'],
    fix: ['Connect to a network.', 'Switch flight mode off.', 'Press “Check again”.'],
    forIt: 'navigator.onLine is false. True proves little (a virtual adapter is enough); false is reliable.',
  },
  'permissions.labels-hidden': {
    verdict: 'info',
    title: 'The names of the devices are hidden',
    sentence: 'The browser shows {count} devices without their names, as it does until one has been allowed.',
    meaning: 'Nothing is wrong: you can choose a certain camera or microphone after one was allowed.',
    causes: ['No camera and no microphone has been allowed to this page yet.'],
    fix: ['Allow the camera or the microphone when the browser asks.'],
    forIt:
      'enumerateDevices gives empty labels (Media Capture and Streams, section 9.2.1). Firefox shows them while a stream is live.',
  },
  'permissions.not-asked': {
    verdict: 'skip',
    title: 'No device was asked for',
    sentence: 'Neither the camera nor the microphone is among the checks you chose.',
    meaning: 'Nothing is known about them.',
    causes: [],
    fix: [],
    forIt: 'The choice of checks contained no camera, microphone or connection.',
  },
});
