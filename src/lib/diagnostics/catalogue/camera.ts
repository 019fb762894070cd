import { thresholds } from '../../stats/thresholds.ts';
import { entries, type Step } from './entry.ts';

const { leastFrames, blackMeanLuma, blackVariance, frozenMs, firstFrameMs, leastRateShare, leastSize } =
  thresholds.camera;

const chooseAnother: Step = 'Choose another camera on this page, if there is one, and press “Check again”.';
const restartBrowser: Step =
  'Close the browser completely and open it again; if that does not help, restart the computer.';
const replug: Step =
  'If the camera has a cable, unplug it, wait ten seconds, and plug it into another socket of the computer itself.';
const closeOthers: Step = 'Close other programs and tabs that use the camera, such as meeting programs.';
const openCover: Step =
  'Look at the camera: slide its cover open, take the sticker off, and press the camera key of the keyboard if it has one.';
const moreLight: Step = 'Switch on a lamp, or turn so that the window is in front of you instead of behind you.';
const systemSwitch: Step = {
  windows: 'Open Settings, Privacy & security, Camera, and let apps and desktop apps use the camera.',
  macos: 'Open System Settings, Privacy & Security, Camera, and switch your browser on; then open the browser again.',
  chromeos: 'Open Settings, Privacy and security, Privacy controls, and switch camera access on.',
  android:
    'Pull down the quick settings and switch “Camera access” on; then allow the camera for the browser in its app settings.',
  ios: 'Open Settings, find your browser in the list of apps, and switch Camera on.',
  linux: 'Look in the privacy settings of your desktop for a camera switch, and turn it on.',
};

/** What can be seen of a camera that opens. Why one does not open is told in `opening.ts`. */
export const camera = entries({
  'camera.good': {
    verdict: 'pass',
    title: 'The camera works',
    sentence:
      'The camera gives {width}x{height} at {fps} frames a second, and its first picture came after {firstFrameMs} milliseconds.',
    meaning: 'Others will see you.',
    causes: [],
    fix: [],
    forIt:
      'Opened with ideal 1280x720 at 30 frames a second, then watched for 2.5 seconds. Every frame was counted by requestVideoFrameCallback, and points from all over the picture were looked at: the mean luma, its variance, and whether pictures are equal.',
  },
  'camera.black': {
    verdict: 'fail',
    title: 'The camera sends only black',
    sentence: 'The camera runs, but its {frames} pictures are all black.',
    meaning: 'Others see a black picture instead of you.',
    causes: [
      'A cover, a shutter or a sticker is in front of the lens.',
      'A key or a privacy program of the computer has switched the picture off.',
      'The chosen camera is a program that has no picture to show right now.',
      'It is completely dark.',
    ],
    fix: [openCover, moreLight, chooseAnother, systemSwitch, closeOthers, restartBrowser],
    forIt: `The last ${leastFrames} frames had a mean luma below ${blackMeanLuma} of 255 and a variance below ${blackVariance}, while frames went on arriving. A dark room shows sensor noise, so its variance is higher. Look for a hardware shutter, a privacy setting of the manufacturer’s program, and a virtual camera without input.`,
  },
  'camera.dark': {
    verdict: 'warn',
    title: 'The picture is very dark',
    sentence: 'The picture of the camera is almost black: its brightness is {meanLuma} of 255.',
    meaning: 'Others can hardly see you.',
    causes: [
      'There is too little light, or the light is behind you.',
      'The cover of the camera is half closed.',
      'The brightness or the exposure of the camera is set too low.',
    ],
    fix: [
      moreLight,
      openCover,
      'Open the program or the settings of the camera, and set brightness and exposure to automatic.',
      chooseAnother,
    ],
    forIt: `The last ${leastFrames} frames had a mean luma below ${blackMeanLuma} of 255, with a variance of at least ${blackVariance} in one of them: a picture with noise or a few bright points, so the sensor works.`,
  },
  'camera.frozen': {
    verdict: 'fail',
    title: 'The picture stands still',
    sentence: 'The pictures of the camera stand still: {how}.',
    meaning: 'Others see a still picture of you, or your picture stops again and again.',
    causes: [
      'The connection of the camera is loose, or gets too little power.',
      'The driver of the camera hangs, or another program took the camera away.',
      'The chosen camera is a program that shows a still picture.',
      'The computer is too busy.',
    ],
    fix: [closeOthers, replug, chooseAnother, restartBrowser, 'Install the latest driver of the camera.'],
    forIt: `Either no frame came for more than ${frozenMs} milliseconds, or all frames (${leastFrames} or more) were equal in every point that was looked at, which no sensor achieves. Look at USB power, hubs, docks, and the power saving of the USB controller.`,
  },
  'camera.no-frames': {
    verdict: 'fail',
    title: 'The camera gives no picture',
    sentence: 'The camera was opened, but no picture came within {waitedS} seconds.',
    meaning: 'Others see nothing of you.',
    causes: [
      'The driver of the camera hangs, or another program holds the camera.',
      'The camera gets too little power, or shares its cable with too many devices.',
      'A security program keeps the pictures back.',
    ],
    fix: [closeOthers, replug, restartBrowser, systemSwitch, chooseAnother],
    forIt: `getUserMedia succeeded and the track is live and not muted, but requestVideoFrameCallback was never called within ${firstFrameMs.bad / 1000} seconds. Look at the driver, at endpoint security, and at USB bandwidth.`,
  },
  'camera.low-fps': {
    verdict: 'warn',
    title: 'The camera is slow',
    sentence: 'The camera gives only {fps} frames a second; {askedFps} were asked for.',
    meaning: 'Your movements look jerky to others.',
    causes: [
      'There is too little light: many cameras then take longer for each picture.',
      'The camera is plugged into a hub or a slow socket.',
      'The computer saves power, or is too busy.',
      'Another program or tab uses the same camera with a low rate.',
    ],
    fix: [
      moreLight,
      'Plug the charger in, and switch power saving off.',
      closeOthers,
      'Plug the camera into a fast socket of the computer itself, without a hub.',
      'Switch off “low light” or “night” modes in the settings of the camera.',
    ],
    forIt: `Frames presented in 2.5 seconds, divided by the time; the limit is ${100 * leastRateShare} % of the 30 frames a second that were asked for. The evidence has the rate that the track promises: is that low too, the camera or its driver chose it.`,
  },
  'camera.muted': {
    verdict: 'fail',
    title: 'The camera is switched off by the device or the system',
    sentence: 'The camera opens, but the system keeps its pictures back.',
    meaning: 'Others see a black picture instead of you, in every program.',
    causes: [
      'A key or a switch on the computer turns the camera off.',
      'The lid of the notebook is closed, or the camera has a shutter that switches it off.',
      'Another app took the camera, as a phone call does.',
    ],
    fix: [openCover, systemSwitch, closeOthers, 'Unlock the screen and open the lid.', restartBrowser],
    forIt:
      'The track reported muted = true: the source delivers nothing, and browsers do not say why. Typical are hardware privacy switches and system-wide switches.',
  },
  'camera.ended': {
    verdict: 'fail',
    title: 'The camera stopped by itself',
    sentence: 'The camera was opened, but stopped while it was being watched.',
    meaning: 'In a call your picture disappears until you start it again.',
    causes: [
      'The camera was unplugged, or its cable is loose.',
      'The permission was taken back.',
      'The computer went to sleep, or another program took the camera.',
    ],
    fix: [
      replug,
      'Allow the camera for this page with the icon beside the address.',
      closeOthers,
      'Press “Check again”.',
    ],
    forIt:
      'The track fired “ended” within the 2.5 seconds of the check: removed device, revoked permission, or a driver that failed.',
  },
  'camera.size-differs': {
    verdict: 'info',
    title: 'The camera gives another size than asked for',
    sentence: 'The camera gives {width}x{height}; {askedWidth}x{askedHeight} was asked for.',
    meaning: 'Calls work with it. Others get the size that the camera has.',
    causes: [
      'The camera does not have the size that was asked for.',
      'Another program or tab uses the camera at this size.',
    ],
    fix: [closeOthers],
    forIt:
      'The size of the frames themselves after asking for ideal 1280x720. An ideal size is a wish: the browser takes the nearest that the camera has. Sizes turned on their side count as equal.',
  },
  'camera.slow-start': {
    verdict: 'warn',
    title: 'The camera is slow to start',
    sentence: 'The first picture came only after {firstFrameS} seconds.',
    meaning: 'You join calls without a picture at first.',
    causes: [
      'The camera wakes up from power saving.',
      'The computer is busy, or a security program looks at the camera first.',
      'The camera is a program or a phone that has to connect first.',
    ],
    fix: ['Press “Check again”: the second start is often quick.', closeOthers, replug, restartBrowser],
    forIt: `From the resolved getUserMedia to the first frame; more than ${firstFrameMs.good / 1000} seconds deserves a look. After ${firstFrameMs.bad / 1000} seconds the check gives up.`,
  },
  'camera.virtual': {
    verdict: 'info',
    title: 'The camera is a program',
    sentence: 'By its name, “{label}” is not a camera of its own, but a program or a phone that acts as one.',
    meaning: 'What others see is what that program shows. It has to run.',
    causes: ['A program for streaming, filters or phone cameras is installed and was chosen.'],
    fix: ['If the picture is not what you expect, choose the camera itself on this page.'],
    forIt: 'Judged by the label alone, against the names of widespread virtual cameras.',
  },
  'camera.not-tried': {
    verdict: 'skip',
    title: 'The camera was not tried',
    sentence: 'The camera could not be opened before, so its pictures were not looked at.',
    meaning: 'The result on the permissions says why, and what to do.',
    causes: ['The camera could not be opened.'],
    fix: ['Follow the steps of the result on permissions, then press “Check again”.'],
    forIt: 'Skipped because the check of the permissions could not get a camera.',
  },
  'camera.not-measurable': {
    verdict: 'not-measurable',
    title: 'The pictures of the camera could not be judged',
    sentence: 'The camera was opened, but its pictures could not be judged: {reason}.',
    meaning: 'Look at the preview: if you see yourself there, others will see you too.',
    causes: ['The tab was in the background.', 'The browser lacks what is needed to look at single pictures.'],
    fix: ['Keep this page in front and press “Check again”.', 'Update the browser, or try another one.'],
    forIt:
      'Needs HTMLVideoElement.requestVideoFrameCallback and a visible page: browsers present no frames in a hidden one.',
  },
  'resolutions.good': {
    verdict: 'pass',
    title: 'The camera has the sizes that calls need',
    sentence: 'The camera can give up to {width}x{height}, and {exact} of {asked} usual sizes exactly.',
    meaning: 'Your picture can be sharp on a large screen too, if the connection carries it.',
    causes: [],
    fix: [],
    forIt:
      'One track was asked with applyConstraints for ideal sizes from 160x120 to 3840x2160; what counts is the size of the frames that came. Browsers make small sizes out of larger ones themselves; the table says which, where the browser tells.',
  },
  'resolutions.low': {
    verdict: 'warn',
    title: 'The camera gives only small pictures',
    sentence: 'The largest picture of the camera is {width}x{height}.',
    meaning: 'You look unsharp when others see you large.',
    causes: [
      'The camera is an old or a simple one.',
      'Another program or tab holds the camera at a small size.',
      'The camera is plugged into a slow socket or hub.',
    ],
    fix: [
      closeOthers,
      'Plug the camera into a fast socket of the computer itself, without a hub.',
      chooseAnother,
      'For calls in 1280x720 use another camera.',
    ],
    forIt: `No asked size brought frames of at least ${leastSize.width}x${leastSize.height} (either way round). The evidence has what getCapabilities promises.`,
  },
  'resolutions.one-size': {
    verdict: 'info',
    title: 'The camera has one size only',
    sentence: 'Whatever was asked for, the camera gave {width}x{height}.',
    meaning: 'Calls work. The browser makes the picture smaller where that is needed.',
    causes: ['The camera is a program that has one size.', 'Another program or tab holds the camera at this size.'],
    fix: [closeOthers],
    forIt: 'All answers to applyConstraints had the same size.',
  },
  'resolutions.not-tried': {
    verdict: 'skip',
    title: 'The sizes of the camera were not tried',
    sentence: 'The camera could not be opened before, so its sizes were not tried.',
    meaning: 'The result on the permissions says why, and what to do.',
    causes: ['The camera could not be opened.'],
    fix: ['Follow the steps of the result on permissions, then press “Check again”.'],
    forIt: 'Skipped because the check of the permissions could not get a camera.',
  },
  'resolutions.not-measurable': {
    verdict: 'not-measurable',
    title: 'The sizes of the camera could not be learned',
    sentence: 'The camera refused all {asked} sizes that it was asked for.',
    meaning: 'Calls use the size that the camera starts with.',
    causes: ['The camera is a program that cannot change its size.', 'The driver of the camera is faulty.'],
    fix: [chooseAnother, 'Install the latest driver of the camera.'],
    forIt: 'Every applyConstraints was rejected, or no frame came and the track names no size.',
  },
});
