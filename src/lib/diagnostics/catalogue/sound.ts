import { thresholds } from '../../stats/thresholds.ts';
import { entries, type Step } from './entry.ts';

const { heardCorrelation } = thresholds.echo;

const systemOutput: Step = {
  windows:
    'Click the loudspeaker in the task bar, turn the volume up, and choose the right output with the arrow beside it.',
  macos: 'Open System Settings, Sound, Output, choose the right output, and turn “Output volume” up.',
  chromeos: 'Click the clock, turn the volume up, and choose the right output with the arrow beside it.',
  android: 'Press the volume key, open the list beside the slider, and turn “Media” up.',
  ios: 'Press the volume key up, and choose the output in the Control Centre by the symbol of the sound.',
  linux: 'Open the sound settings of your desktop, choose the right output, and turn its volume up.',
};
const browserVolume: Step = {
  windows: 'Right-click the loudspeaker in the task bar, open the volume mixer, and turn your browser up.',
  macos: 'Look whether the tab is muted: right-click it and choose “Unmute”.',
  chromeos: 'Look whether the tab is muted: right-click it and choose “Unmute”.',
  android: 'Close other apps that play sound.',
  ios: 'Switch the silent mode off, by the switch or the button on the side of the device.',
  linux: 'Open the sound settings of your desktop, find your browser among the applications, and turn it up.',
};
const balance: Step = {
  windows: 'Open Settings, System, Sound, choose the output, and set the left and the right channel to the same value.',
  macos: 'Open System Settings, Sound, Output, and put “Balance” in the middle.',
  chromeos: 'Open Settings, Accessibility, Audio and captions, and look whether mono sound is on.',
  android: 'Open Settings, Accessibility, Audio adjustment, and put the balance in the middle.',
  ios: 'Open Settings, Accessibility, Audio & Visual, and put the balance in the middle.',
  linux: 'Open the sound settings of your desktop, and put the balance of the output in the middle.',
};

/** Speaker, echo and codecs. */
export const sound = entries({
  'speaker.heard': {
    verdict: 'pass',
    title: 'The speaker works',
    sentence: 'You heard the tones on both sides.',
    meaning: 'You will hear the others.',
    causes: [],
    fix: [],
    forIt:
      'Two tones (440 Hz left, 660 Hz right) were played through Web Audio to the chosen output, twice. Only the person can tell that they were heard.',
  },
  'speaker.not-heard': {
    verdict: 'fail',
    title: 'Nothing came out of the speaker',
    sentence: 'The tones were played, but you heard nothing.',
    meaning: 'You will not hear the others in a call.',
    causes: [
      'The sound goes to another output: a monitor, a headset, a dock.',
      'The volume is down, or the sound is muted in the system or for this browser.',
      'The headset is not connected, or its battery is empty.',
    ],
    fix: [
      systemOutput,
      browserVolume,
      'Choose another speaker on this page, if it offers a choice, and press “Check again”.',
      'Unplug the headset, or switch it off and on again.',
      'Close the browser completely and open it again; if that does not help, restart the computer.',
    ],
    forIt:
      'The AudioContext was running and the tones were played, so the browser gave the sound to the system. The evidence has how many outputs the browser sees.',
  },
  'speaker.one-side': {
    verdict: 'warn',
    title: 'The speaker works on one side only',
    sentence: 'You heard the {heard} tone, but not the {missing} one.',
    meaning: 'You will hear the others, but not everything where the sides differ.',
    causes: [
      'The balance is set to one side.',
      'The plug is not all the way in, or one side of the headset is broken or empty.',
      'The output has one channel only.',
    ],
    fix: ['Push the plug all the way in, and put both earphones on.', balance, 'Try another headset or speaker.'],
    forIt:
      'Each tone was on one channel only (StereoPannerNode at −1 and 1). With mono sound in the accessibility settings both would be heard.',
  },
  'speaker.no-answer': {
    verdict: 'not-measurable',
    title: 'It is not known whether you hear anything',
    sentence: 'The tones were played, but the question was not answered.',
    meaning: 'A page cannot hear your speaker: only you can tell.',
    causes: ['Nobody answered within 8 seconds.'],
    fix: ['Press “Check again” on this card, listen, and press one of the answers.'],
    forIt: 'The tones were played through a running AudioContext; without an answer there is no verdict.',
  },
  'speaker.no-choice': {
    verdict: 'info',
    title: 'This browser does not let a page choose the speaker',
    sentence: 'In this browser the speaker is chosen by the system, not by a page.',
    meaning: 'Calls work. To hear them elsewhere, change the output in the system.',
    causes: ['The browser has no setSinkId.'],
    fix: [systemOutput],
    forIt: 'Neither AudioContext.setSinkId nor HTMLMediaElement.setSinkId exists.',
  },
  'speaker.output-refused': {
    verdict: 'warn',
    title: 'The chosen speaker could not be used',
    sentence: 'The browser refused the chosen speaker ({refused}), so the tones went to the usual one.',
    meaning: 'In a call you may hear the others from another speaker than you chose.',
    causes: [
      'The speaker was unplugged or switched off since it was chosen.',
      'The page may not choose speakers: its frame or its server does not allow it.',
    ],
    fix: ['Connect the speaker, reload this page, and choose it again.', systemOutput],
    forIt:
      'setSinkId was rejected with the error in the evidence: NotFoundError means that the device is gone, NotAllowedError that the permission or the Permissions-Policy “speaker-selection” is missing.',
  },
  'speaker.audio-suspended': {
    verdict: 'not-measurable',
    title: 'No tone could be played',
    sentence: 'The browser does not start its sound, so no tone was played.',
    meaning: 'It is not known whether you would hear the others.',
    causes: [
      'The page was not clicked yet, and the browser wants that before it plays sound.',
      'The computer has no sound output, or its sound system hangs.',
    ],
    fix: [
      'Click on the page and press “Check again”.',
      'Connect a speaker or headphones.',
      systemOutput,
      'Close the browser completely and open it again; if that does not help, restart the computer.',
    ],
    forIt:
      'The AudioContext did not reach the state “running” within a second. Look at the output devices of the system and at the autoplay settings of the browser.',
  },
  'echo.none': {
    verdict: 'pass',
    title: 'The microphone does not hear the speaker',
    sentence: 'You hear your speaker, and the microphone does not.',
    meaning: 'Others will not hear themselves. It is like this with headphones.',
    causes: [],
    fix: [],
    forIt: `A chirp from 400 to 3000 Hz was played and looked for in the microphone by normalised cross-correlation, with echo cancellation off: below ${heardCorrelation} is not there. That the speaker plays at all was said by the person before.`,
  },
  'echo.cancelled': {
    verdict: 'pass',
    title: 'The browser removes the echo',
    sentence: 'The microphone hears the speaker, and the browser takes it out again.',
    meaning: 'Others will not hear themselves.',
    causes: [],
    fix: [],
    forIt: `A chirp from 400 to 3000 Hz was found in the microphone (normalised cross-correlation of ${heardCorrelation} or more) with echo cancellation off, and no longer with it on, at its third repetition.`,
  },
  'echo.heard': {
    verdict: 'warn',
    title: 'Others will hear themselves',
    sentence: 'The microphone hears the speaker, and the browser’s echo cancellation does not take it out.',
    meaning: 'Others hear their own words again, a moment later, while you are not bothered by it.',
    causes: [
      'The speaker is loud, or close to the microphone.',
      'Speaker and microphone are different devices, which makes echo harder to remove.',
      'The system gives the speaker’s own sound back as a microphone (“stereo mix”, “monitor”).',
    ],
    fix: [
      'Use headphones: then there is no echo at all.',
      'Turn the speaker down, and move it away from the microphone.',
      'Use the speaker and the microphone of the same device.',
      'If the chosen microphone is called “stereo mix” or “monitor”, choose another one.',
    ],
    forIt: `A chirp from 400 to 3000 Hz was found in the microphone (normalised cross-correlation of ${heardCorrelation} or more) with echo cancellation on, at its third repetition. The evidence has both correlations and levels. Some browsers cancel only the sound of calls and not that of Web Audio, which makes this stricter than a call.`,
  },
  'echo.not-heard': {
    verdict: 'info',
    title: 'The microphone did not hear the test sound',
    sentence: 'The microphone did not hear the test sound of the speaker.',
    meaning: 'Either there is no echo, as with headphones, or the sound did not come out of the speaker.',
    causes: ['You use headphones.', 'The speaker is off, or very quiet.'],
    fix: ['Check the speaker too: choose both on this page and press Start.'],
    forIt: `The normalised cross-correlation stayed below ${heardCorrelation} with echo cancellation off, and nobody has said whether the speaker can be heard.`,
  },
  'echo.not-measurable': {
    verdict: 'not-measurable',
    title: 'Echo could not be measured',
    sentence: 'Echo could not be measured: {reason}.',
    meaning: 'It is not known whether others would hear themselves.',
    causes: ['The speaker or the microphone does not work yet.', 'The browser does not start its sound.'],
    fix: ['Mend what the results on the microphone and the speaker say first, then press “Check again”.'],
    forIt: 'Needs a running AudioContext, a microphone that is not digitally silent, and a speaker that is heard.',
  },
  'echo.not-tried': {
    verdict: 'skip',
    title: 'Echo was not tried',
    sentence: 'The microphone could not be opened before, so echo was not looked for.',
    meaning: 'The result on the permissions says why, and what to do.',
    causes: ['The microphone could not be opened.'],
    fix: ['Follow the steps of the result on permissions, then press “Check again”.'],
    forIt: 'Skipped because the check of the permissions could not get a microphone.',
  },
  'codecs.good': {
    verdict: 'pass',
    title: 'The browser knows the usual codecs',
    sentence: 'The browser can send and receive video as {videoNames}, and sound as {audioNames}.',
    meaning: 'It can talk with every usual browser and meeting program.',
    causes: [],
    fix: [],
    forIt:
      'RTCRtpSender.getCapabilities and RTCRtpReceiver.getCapabilities, and for each codec of video navigator.mediaCapabilities with type “webrtc” at 1280x720, 30 frames a second and 1.5 Mbit/s. RFC 7742 wants VP8 and H.264 in every browser.',
  },
  'codecs.no-common': {
    verdict: 'fail',
    title: 'The browser lacks the codecs that all calls share',
    sentence: 'The browser can neither send and receive VP8 nor H.264; it has: {videoNames}.',
    meaning: 'Video calls with others will fail or have no picture.',
    causes: [
      'The browser was built without its codecs, or they are switched off by a policy.',
      'An extension or a security program changes what pages may use.',
    ],
    fix: ['Update the browser, or use another one.', 'Try a private window, where extensions are off.'],
    forIt:
      'Neither VP8 nor H264 is in the capabilities of both sender and receiver; RFC 7742 wants both. Look at builds of Linux distributions without codecs, and at policies.',
  },
  'codecs.software-only': {
    verdict: 'info',
    title: 'The processor does the video',
    sentence: 'As the browser expects it, the processor encodes all video; no hardware helps.',
    meaning: 'Calls work, but large pictures make the computer warm and busy.',
    causes: [
      'The computer has no hardware for it, or the browser does not use it.',
      'Hardware acceleration is switched off in the browser, or the browser runs in a virtual machine.',
    ],
    fix: [
      'Open the settings of the browser, search for “acceleration”, switch it on, and open the browser again.',
      'Install the latest driver of the graphics card.',
    ],
    forIt:
      'For no codec does encodingInfo with type “webrtc” at 1280x720 answer powerEfficient, which in practice means hardware. Some browsers never say so.',
  },
  'codecs.no-h264': {
    verdict: 'info',
    title: 'The browser has no H.264',
    sentence: 'The browser cannot send and receive H.264; it has: {videoNames}.',
    meaning: 'Calls between browsers work. Some meeting rooms, telephones and older devices know only H.264.',
    causes: ['The browser gets H.264 as an extra that is not there yet, or was built without it.'],
    fix: [
      'If a call with such a device has no picture, use another browser.',
      'Leave the browser open for some minutes after installing it, and press “Check again”.',
    ],
    forIt:
      'H264 is not in the capabilities of both sender and receiver. Firefox downloads OpenH264 as a plugin, which policies may forbid.',
  },
  'codecs.not-measurable': {
    verdict: 'not-measurable',
    title: 'The browser does not list its codecs',
    sentence: 'The browser does not tell which codecs it has.',
    meaning: 'Calls may work; the check of a call on this page shows it.',
    causes: ['The browser is older than this question, or has no WebRTC.'],
    fix: ['Update the browser, or try another one.'],
    forIt: 'RTCRtpSender.getCapabilities or RTCRtpReceiver.getCapabilities does not exist.',
  },
});
