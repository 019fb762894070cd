import type { LaunchOptions } from '@playwright/test';
import { chromiumFlags } from '../../../scripts/support/chromium-flags.ts';

/** Chromium, quiet towards the network, with what a test needs of devices. Flags as measured in Chromium 156, headless. */
function chromium(...args: string[]): LaunchOptions {
  const executablePath = process.env.CHROMIUM_PATH;
  return {
    ...(executablePath ? { executablePath } : {}),
    args: [
      ...chromiumFlags,
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...args,
    ],
  };
}

const fakeUi = '--use-fake-ui-for-media-stream';
const fakeDevice = '--use-fake-device-for-media-stream';

/** The browsers that tests start: all of a file's by `test.use({ launchOptions })` at its top, one test's by `sampleIn(launch.noCamera)`. */
export const launch = {
  /** One camera (640x480, 20 frames a second), three microphones that beep once a second, everything allowed. */
  usual: chromium(fakeDevice, fakeUi),
  /** Three cameras of 30 frames a second. */
  threeCameras: chromium(`${fakeDevice}=device-count=3,fps=30`, fakeUi),
  /** Microphones only: asking for video is a NotFoundError. */
  noCamera: chromium(`${fakeDevice}=device-count=0`, fakeUi),
  /** Whatever is asked for is refused: a NotAllowedError. */
  denied: chromium(fakeDevice, `${fakeUi}=deny`),
  /** Nothing is answered for the person: permissions are what the test gives to the context. */
  unasked: chromium(fakeDevice),
  /** Captures give a tab instead of a monitor. */
  tabCapture: chromium(`${fakeDevice}=display-media-type=browser`, fakeUi),
  /** The page's own tab is captured, for a page that prefers it: the real one, with what is to be seen in it. */
  ownTab: chromium('--auto-accept-this-tab-capture'),
  /** Camera and microphone play files (`.y4m`, `.wav`). */
  files: (video: string, audio: string) =>
    chromium(
      fakeDevice,
      fakeUi,
      `--use-file-for-fake-video-capture=${video}`,
      `--use-file-for-fake-audio-capture=${audio}`,
    ),
} as const;
