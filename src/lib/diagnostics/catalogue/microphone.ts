import { thresholds } from '../../stats/thresholds.ts';
import { entries, type Step } from './entry.ts';

const limits = thresholds.microphone;

const chooseAnother: Step = 'Choose another microphone on this page, and press “Check again”.';
const raiseLevel: Step = {
  windows: 'Open Settings, System, Sound, choose the microphone under Input, and move “Input volume” up.',
  macos: 'Open System Settings, Sound, Input, choose the microphone, and move “Input volume” up.',
  chromeos: 'Click the clock, then the arrow beside the volume, and move the slider of the microphone up.',
  android: 'Phones set the level themselves: hold the phone closer, and take its case off if it covers the microphone.',
  ios: 'Phones set the level themselves: hold the phone closer, and clean the small opening at its lower edge.',
  linux: 'Open the sound settings of your desktop, choose the microphone under Input, and move its volume up.',
};
const lowerLevel: Step = {
  windows:
    'Open Settings, System, Sound, choose the microphone under Input, and move “Input volume” down; switch “microphone boost” off.',
  macos: 'Open System Settings, Sound, Input, choose the microphone, and move “Input volume” down.',
  chromeos: 'Click the clock, then the arrow beside the volume, and move the slider of the microphone down.',
  android: 'Hold the phone further away from your mouth.',
  ios: 'Hold the phone further away from your mouth.',
  linux:
    'Open the sound settings of your desktop, choose the microphone under Input, and move its volume down, below 100 %.',
};
const systemInput: Step = {
  windows:
    'Open Settings, System, Sound, and look under Input whether the bar moves while you speak; choose the microphone where it does.',
  macos: 'Open System Settings, Sound, Input, and choose the microphone whose level moves while you speak.',
  chromeos: 'Click the clock, then the arrow beside the volume, and choose the microphone that you speak into.',
  android: 'Disconnect other headsets, so that the phone uses its own microphone.',
  ios: 'Disconnect other headsets, so that the phone uses its own microphone.',
  linux:
    'Open the sound settings of your desktop, and choose under Input the microphone whose level moves while you speak.',
};
const systemSwitch: Step = {
  windows: 'Open Settings, Privacy & security, Microphone, and let apps and desktop apps use the microphone.',
  macos:
    'Open System Settings, Privacy & Security, Microphone, and switch your browser on; then open the browser again.',
  chromeos: 'Open Settings, Privacy and security, Privacy controls, and switch microphone access on.',
  android:
    'Pull down the quick settings and switch “Mic access” on; then allow the microphone for the browser in its app settings.',
  ios: 'Open Settings, find your browser in the list of apps, and switch Microphone on.',
  linux: 'Look in the sound settings of your desktop whether the microphone is muted.',
};
const muteKey: Step = 'Press the mute key or slide the switch on the headset, its cable, or the keyboard.';
const replug: Step =
  'Unplug the microphone or headset, wait ten seconds, and plug it in firmly, or into another socket.';
const closeOthers: Step = 'Close other programs and tabs that use the microphone, such as meeting programs.';
const restart: Step = 'Close the browser completely and open it again; if that does not help, restart the computer.';

const howMeasured = `Measured for ${limits.silentMs / 1000} seconds on the audio thread, every sample, without echo cancellation, noise suppression and automatic gain, so that it is what the device gives and not what the browser makes of it.`;

/** What can be heard of a microphone that opens. Why one does not open is told in `opening.ts`. */
export const microphone = entries({
  'microphone.good': {
    verdict: 'pass',
    title: 'The microphone works',
    sentence:
      'The microphone hears you: the loudest moment was {loudestDbfs} dB, quiet moments {noiseFloorDbfs} dB (0 is the limit).',
    meaning: 'Others will hear you.',
    causes: [],
    fix: [],
    forIt: `${howMeasured} Levels are the root mean square of blocks of 0.1 seconds in dBFS, of the loudest channel; the quiet moments are the tenth percentile. In a call the browser adds its gain and suppression.`,
  },
  'microphone.silent': {
    verdict: 'fail',
    title: 'The microphone hears nothing',
    sentence: 'The microphone is on, but in {heardS} seconds nothing louder than {loudestDbfs} dB came.',
    meaning: 'Others will not hear you.',
    causes: [
      'The chosen microphone is not the one that you speak into.',
      'The microphone is muted by a key or a switch, or its level is at zero.',
      'The plug is in the wrong socket, or not all the way in.',
      'You did not speak while it was measured.',
    ],
    fix: [
      'Press “Check again” and read the sentence aloud.',
      muteKey,
      systemInput,
      chooseAnother,
      raiseLevel,
      replug,
      closeOthers,
    ],
    forIt: `${howMeasured} No block of 0.1 seconds reached ${limits.silentDbfs} dBFS, but not every sample was zero: a source is connected and carries only its own noise.`,
  },
  'microphone.digital-zero': {
    verdict: 'fail',
    title: 'The microphone sends no sound at all',
    sentence: 'The microphone is on, but all that comes from it in {heardS} seconds is absolute silence.',
    meaning: 'Others will not hear you.',
    causes: [
      'The microphone is muted by a switch, or switched off in the system’s privacy settings.',
      'The chosen microphone is a program or a cable of software that nothing is connected to.',
      'Another program has the microphone for itself.',
      'The driver of the microphone hangs.',
    ],
    fix: [muteKey, systemSwitch, chooseAnother, closeOthers, replug, restart],
    forIt: `${howMeasured} Every single sample was exactly 0, which no microphone achieves in a room: the sound is cut off before the browser. Look at mute switches, privacy settings, virtual cables, and remote desktops without redirected sound.`,
  },
  'microphone.quiet': {
    verdict: 'warn',
    title: 'The microphone is very quiet',
    sentence: 'The loudest moment was only {loudestDbfs} dB; {quietDbfs} dB or more is usual for speech.',
    meaning: 'Others have to turn you up, or lose your words in the noise.',
    causes: [
      'The input level of the microphone is set too low.',
      'You are far away from the microphone, or something covers it.',
      'Another microphone of the computer was chosen than the one in front of you.',
    ],
    fix: ['Come closer to the microphone, and press “Check again”.', raiseLevel, systemInput, chooseAnother],
    forIt: `${howMeasured} The loudest block of 0.1 seconds was below ${limits.quietDbfs} dBFS. The automatic gain of a call lifts it by some decibels, and the noise with it.`,
  },
  'microphone.clipping': {
    verdict: 'warn',
    title: 'The microphone is too loud and distorts',
    sentence: 'The sound was cut off at the limit {clippedRuns} times.',
    meaning: 'Others hear you harsh and distorted, and nothing in the call can mend it.',
    causes: [
      'The input level of the microphone is set too high, or a boost is on.',
      'You are very close to the microphone, or something touched it.',
    ],
    fix: [lowerLevel, 'Move the microphone further away, or a little to the side of your mouth.', chooseAnother],
    forIt: `${howMeasured} Counted are runs of ${limits.clippedRun} or more consecutive samples of one channel with a size of ${limits.clippedSample} or more.`,
  },
  'microphone.one-sided': {
    verdict: 'warn',
    title: 'The microphone is heard on one side only',
    sentence: 'Only one of the two channels carries sound: the {side} one is almost silent.',
    meaning: 'Others may hear you on one ear only, or more quietly.',
    causes: [
      'A microphone with one channel is connected to an input with two.',
      'The plug is not all the way in, or the cable is damaged.',
      'One channel is turned down in the settings of the sound card.',
    ],
    fix: [
      'Push the plug all the way in.',
      'If the sound card has a setting for it, choose “mono” or “merge channels”.',
      chooseAnother,
    ],
    forIt: `${howMeasured} Asked for two channels; the mean level of one is more than ${limits.oneSidedDb} dB below the other’s. Most call programs mix the two into one, which then is 6 dB quieter.`,
  },
  'microphone.low-sample-rate': {
    verdict: 'warn',
    title: 'The microphone sounds like a telephone',
    sentence: 'The microphone works at {sampleRateKhz} kHz only; 24 kHz or more is usual.',
    meaning: 'Others hear you dull, as on a telephone.',
    causes: [
      'A wireless headset is in its telephone mode.',
      'The microphone is set to a low quality in the system, or is a simple one.',
    ],
    fix: [
      chooseAnother,
      {
        windows: 'Open Settings, System, Sound, the microphone’s properties, and choose a format of 48000 Hz.',
        macos: 'Open the program Audio MIDI Setup, choose the microphone, and set its format to 48000 Hz.',
        chromeos: 'Use a microphone with a cable, or the built-in one.',
        android: 'Use a headset with a cable, or the phone’s own microphone.',
        ios: 'Use a headset with a cable, or the phone’s own microphone.',
        linux: 'Open the sound settings of your desktop, and choose another profile for the device.',
      },
    ],
    forIt: `The sampleRate of the track’s settings, with audio processing off, is below ${limits.leastSampleRateHz} Hz. Browsers that do not report it are not judged.`,
  },
  'microphone.noisy': {
    verdict: 'warn',
    title: 'There is a lot of noise',
    sentence: 'Even the quiet moments have {noiseFloorDbfs} dB: the microphone hears a steady noise.',
    meaning: 'Others hear the noise, or the call program cuts into your words while it removes it.',
    causes: [
      'A fan, traffic, music, or other voices are near.',
      'The input level is set too high.',
      'A cable or a power supply hums.',
    ],
    fix: [
      'Close windows and doors, and switch fans and music off.',
      'Move the microphone closer to your mouth, then turn its level down.',
      lowerLevel,
      'If it hums, pull the charger out and try again, or use another cable or socket.',
    ],
    forIt: `${howMeasured} The tenth percentile of the blocks of 0.1 seconds is above ${limits.noisyDbfs} dBFS. A tone or music during the check looks the same.`,
  },
  'microphone.hands-free': {
    verdict: 'info',
    title: 'The headset is in its telephone mode',
    sentence: '“{label}” is a wireless headset in its hands-free mode.',
    meaning: 'You are heard, but in the quality of a telephone, and what you hear is in that quality too.',
    causes: ['Bluetooth headsets give up their good sound as soon as their own microphone is used.'],
    fix: [
      'If the sound is too poor, keep the headset for listening and choose the computer’s own microphone on this page.',
      'Or use the headset by its cable or its own USB adapter.',
    ],
    forIt: `Judged by the label (hands-free, HFP, HSP), or by a label that says Bluetooth together with a sample rate below ${limits.leastSampleRateHz} Hz.`,
  },
  'microphone.muted': {
    verdict: 'fail',
    title: 'The microphone is muted by the device or the system',
    sentence: 'The microphone opens, but the system keeps its sound back.',
    meaning: 'Others will not hear you, in any program.',
    causes: [
      'A key or a switch on the headset or the computer mutes it.',
      'The microphone is switched off in the system.',
      'Another app took it, as a phone call does.',
    ],
    fix: [muteKey, systemSwitch, closeOthers, replug, restart],
    forIt:
      'The track reported muted = true: the source delivers nothing, and browsers do not say why. Typical are hardware switches and system-wide mutes.',
  },
  'microphone.ended': {
    verdict: 'fail',
    title: 'The microphone stopped by itself',
    sentence: 'The microphone was opened, but stopped while it was being measured.',
    meaning: 'In a call you are suddenly no longer heard.',
    causes: [
      'The microphone was unplugged, its battery is empty, or its cable is loose.',
      'The permission was taken back.',
      'The computer went to sleep, or another program took the microphone.',
    ],
    fix: [
      replug,
      'Charge the headset.',
      'Allow the microphone for this page with the icon beside the address.',
      closeOthers,
      'Press “Check again”.',
    ],
    forIt: `The track fired “ended” within the ${limits.silentMs / 1000} seconds of the check: removed device, revoked permission, or a driver that failed.`,
  },
  'microphone.audio-suspended': {
    verdict: 'not-measurable',
    title: 'The microphone could not be measured',
    sentence: 'The microphone was opened, but the browser does not start its sound, so the level is not known.',
    meaning: 'It may well work in a call; this page cannot hear it.',
    causes: [
      'The page was not clicked yet, and the browser wants that before it uses sound.',
      'The computer has no sound output, or its sound system hangs.',
    ],
    fix: [
      'Click on the page and press “Check again”.',
      'Connect a speaker or headphones.',
      restart,
      'Try another browser.',
    ],
    forIt:
      'The AudioContext did not reach the state “running” within a second. Some browsers need an output device for that, even to measure.',
  },
  'microphone.not-tried': {
    verdict: 'skip',
    title: 'The microphone was not tried',
    sentence: 'The microphone could not be opened before, so it was not listened to.',
    meaning: 'The result on the permissions says why, and what to do.',
    causes: ['The microphone could not be opened.'],
    fix: ['Follow the steps of the result on permissions, then press “Check again”.'],
    forIt: 'Skipped because the check of the permissions could not get a microphone.',
  },
});
