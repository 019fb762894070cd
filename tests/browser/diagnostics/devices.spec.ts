import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launch } from '../support/launch.ts';
import { pictureFile, soundFile, tone, words, type Pictures } from '../support/media-files.ts';
import { expect, recordedOf, test } from '../support/test.ts';

// Each fault of a camera, a microphone or a speaker, provoked in a real browser: by files that its fake devices play, or by a
// `getUserMedia` of our own where no file can do it.

let folder: string;
test.beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'peerlab-media-'))));
test.afterAll(() => rm(folder, { recursive: true, force: true }));

const grey: Pictures = { luma: 120, noise: 40, count: 4, width: 640, height: 360 };
const picture = (name: string, pictures: Pictures) => pictureFile(join(folder, `${name}.y4m`), pictures);
const sound = (name: string, channels: 1 | 2, sample: (second: number, channel: number) => number) =>
  soundFile(join(folder, `${name}.wav`), channels, sample);

const only = (...probes: readonly string[]) => `diagnostics/?only=${probes.join(',')}&autostart`;

/** The same, waiting for Start: sound needs a press. */
const waiting = (probe: string) => `diagnostics/?only=${probe}`;
const start = (page: Page) => page.getByRole('button', { name: 'Start' }).click();

interface Told {
  readonly finding: string | null;
  readonly verdict: string | null;
  readonly text: string;
}

/** All findings of one check, the worst first, when everything is over. */
async function told(page: Page, probe: string): Promise<Told[]> {
  await expect(page.locator('main')).toHaveAttribute('data-state', 'done', { timeout: 40_000 });
  const card = page.locator(`article[data-probe="${probe}"]`);
  const all = [card, ...(await card.locator('[data-finding]').all())];
  return Promise.all(
    all.map(async (one) => ({
      finding: await one.getAttribute('data-finding'),
      verdict: await one.getAttribute('data-verdict'),
      text: await one.innerText(),
    })),
  );
}

const findingsOf = async (page: Page, probe: string) => (await told(page, probe)).map(({ finding }) => finding);
const expectTold = async (page: Page, probe: string, finding: string, verdict: string, text: RegExp) =>
  expect(await told(page, probe)).toContainEqual({ finding, verdict, text: expect.stringMatching(text) });

/** The site in the usual browser, with something done to the page before its own scripts. */
async function withFault(page: Page, path: string, fault: () => void) {
  await page.addInitScript(fault);
  await page.goto(path);
}

test.describe('camera', () => {
  test('black pictures', async ({ pageIn }) => {
    const page = await pageIn(
      launch.files(await picture('black', { luma: 16, width: 640, height: 360 }), await sound('any', 1, words)),
      only('camera-capture'),
    );
    await expectTold(page, 'camera-capture', 'camera.black', 'fail', /its \d+ pictures are all black/);
    await expectTold(page, 'camera-capture', 'camera.size-differs', 'info', /gives 640x360; 1280x720 was asked for/);
  });

  test('a dark room has noise', async ({ pageIn }) => {
    const page = await pageIn(
      launch.files(await picture('dark', { ...grey, luma: 24, noise: 8 }), await sound('any', 1, words)),
      only('camera-capture'),
    );
    await expectTold(page, 'camera-capture', 'camera.dark', 'warn', /brightness is \d+(\.\d)? of 255/);
  });

  test('always the same picture', async ({ pageIn }) => {
    const page = await pageIn(
      launch.files(await picture('still', { ...grey, count: 1 }), await sound('any', 1, words)),
      only('camera-capture'),
    );
    await expectTold(page, 'camera-capture', 'camera.frozen', 'fail', /\d+ in a row were exactly the same/);
  });

  test('always the same picture, of which the first is announced before it can be drawn', async ({ pageIn }) => {
    const page = await pageIn(
      launch.files(await picture('still', { ...grey, count: 1 }), await sound('any', 1, words)),
      waiting('camera-capture'),
    );
    // Chromium 156 does so in one opening of a hundred.
    await page.evaluate(() => {
      const whenShown = Reflect.get(HTMLVideoElement.prototype, 'requestVideoFrameCallback');
      const announced = new WeakSet<HTMLVideoElement>();
      HTMLVideoElement.prototype.requestVideoFrameCallback = function (callback) {
        if (announced.has(this)) return whenShown.call(this, callback);
        announced.add(this);
        queueMicrotask(() => callback(performance.now(), { presentedFrames: 0 } as VideoFrameCallbackMetadata));
        return 0;
      };
    });
    await start(page);
    await expectTold(page, 'camera-capture', 'camera.frozen', 'fail', /\d+ in a row were exactly the same/);
  });

  test('a low frame rate', async ({ pageIn }) => {
    const page = await pageIn(
      launch.files(await picture('slow', { ...grey, fps: 5 }), await sound('any', 1, words)),
      only('camera-capture'),
    );
    await expectTold(page, 'camera-capture', 'camera.low-fps', 'warn', /only (4|5|6)(\.\d)? frames a second; 30 were/);
  });

  test('small pictures only', async ({ pageIn }) => {
    const page = await pageIn(
      launch.files(await picture('small', { ...grey, width: 320, height: 240 }), await sound('any', 1, words)),
      only('camera-resolutions'),
    );
    await expectTold(page, 'camera-resolutions', 'resolutions.low', 'warn', /largest picture of the camera is 320x240/);
  });

  test('everything fine', async ({ pageIn }) => {
    const page = await pageIn(
      launch.files(await picture('fine', { ...grey, width: 1280, height: 720 }), await sound('words', 1, words)),
      only('camera-capture', 'camera-resolutions', 'microphone-level'),
    );
    await expect(page.locator('article[data-probe=camera-capture] video')).toBeVisible();
    await expectTold(page, 'camera-capture', 'camera.good', 'pass', /gives 1280x720 at \d\d frames a second/);
    await expectTold(page, 'camera-resolutions', 'resolutions.good', 'pass', /up to 1280x720/);
    await expectTold(page, 'microphone-level', 'microphone.good', 'pass', /loudest moment was -1[3-5] dB/);
    await expect(page.locator('article[data-probe=microphone-level] audio')).toBeVisible();
    for (const probe of ['camera-capture', 'camera-resolutions', 'microphone-level'])
      expect(await findingsOf(page, probe)).toHaveLength(1);
  });

  test('pictures that stop', async ({ page }) => {
    await withFault(page, only('camera-capture'), () => {
      navigator.mediaDevices.getUserMedia = () => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [1280, 720];
        const context = canvas.getContext('2d')!;
        let left = 15;
        const draw = () => {
          context.fillStyle = `hsl(${left * 20} 60% 60%)`;
          context.fillRect(0, 0, canvas.width, canvas.height);
          if (--left > 0) setTimeout(draw, 40);
        };
        draw();
        return Promise.resolve(canvas.captureStream(30));
      };
    });
    await expectTold(page, 'camera-capture', 'camera.frozen', 'fail', /no new one came for \d\.\d seconds/);
  });

  test('a camera that opens and gives nothing', async ({ page }) => {
    await withFault(page, only('camera-capture'), () => {
      navigator.mediaDevices.getUserMedia = () => Promise.resolve(document.createElement('canvas').captureStream(0));
    });
    await expectTold(page, 'camera-capture', 'camera.no-frames', 'fail', /no picture came within 8(\.\d)? seconds/);
  });

  test('muted by the system', async ({ page }) => {
    await withFault(page, only('camera-capture'), () => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        const stream = await open(constraints);
        for (const track of stream.getTracks()) Object.defineProperty(track, 'muted', { value: true });
        return stream;
      };
    });
    await expectTold(page, 'camera-capture', 'camera.muted', 'fail', /the system keeps its pictures back/);
  });

  test('unplugged while it is watched', async ({ page }) => {
    await withFault(page, only('camera-capture'), () => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        const stream = await open(constraints);
        const [track] = stream.getTracks() as [MediaStreamTrack];
        setTimeout(() => {
          track.stop();
          track.dispatchEvent(new Event('ended'));
        }, 1000);
        return stream;
      };
    });
    await expectTold(page, 'camera-capture', 'camera.ended', 'fail', /stopped while it was being watched/);
  });

  test('no camera', async ({ pageIn }) => {
    const page = await pageIn(launch.noCamera, only('camera-capture', 'camera-resolutions'));
    await told(page, 'camera-capture');
    // Either check alone says why; after the check of the permissions both are skipped.
    const found = await findingsOf(page, 'camera-capture');
    expect(['camera.missing', 'camera.not-tried']).toContain(found[0]);
  });
});

test.describe('microphone', () => {
  const microphone = (
    name: string,
    channels: 1 | 2,
    sample: (second: number, channel: number) => number,
    pageIn: (options: ReturnType<typeof launch.files>, path: string) => Promise<Page>,
  ) =>
    Promise.all([picture('any', grey), sound(name, channels, sample)]).then(([video, audio]) =>
      pageIn(launch.files(video, audio), only('microphone-level')),
    );

  test('digital silence', async ({ pageIn }) => {
    const page = await microphone('zero', 1, () => 0, pageIn);
    await expectTold(page, 'microphone-level', 'microphone.digital-zero', 'fail', /absolute silence/);
  });

  test('only the noise of its own', async ({ pageIn }) => {
    const page = await microphone('silent', 1, (second) => 0.0005 * tone(second), pageIn);
    await expectTold(page, 'microphone-level', 'microphone.silent', 'fail', /nothing louder than -6\d dB/);
  });

  test('too quiet', async ({ pageIn }) => {
    const page = await microphone('quiet', 1, (second) => 0.01 * words(second), pageIn);
    await expectTold(page, 'microphone-level', 'microphone.quiet', 'warn', /loudest moment was only -5\d dB/);
  });

  test('too loud', async ({ pageIn }) => {
    const page = await microphone('clipping', 1, (second) => 10 * words(second), pageIn);
    await expectTold(page, 'microphone-level', 'microphone.clipping', 'warn', /cut off at the limit \d+ times/);
  });

  test('one side only', async ({ pageIn }) => {
    const page = await microphone('one-sided', 2, (second, channel) => (channel === 0 ? words(second) : 0), pageIn);
    await expectTold(page, 'microphone-level', 'microphone.one-sided', 'warn', /the right one is almost silent/);
  });

  test('a noise that never stops', async ({ pageIn }) => {
    const page = await microphone('noisy', 1, (second) => words(second) + 0.05 * tone(second, 100), pageIn);
    await expectTold(page, 'microphone-level', 'microphone.noisy', 'warn', /Even the quiet moments have -(2|3)\d dB/);
  });

  test('muted by the system', async ({ page }) => {
    await withFault(page, only('microphone-level'), () => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        const stream = await open(constraints);
        for (const track of stream.getTracks()) Object.defineProperty(track, 'muted', { value: true });
        return stream;
      };
    });
    await expectTold(page, 'microphone-level', 'microphone.muted', 'fail', /the system keeps its sound back/);
  });

  test('a headset in its telephone mode', async ({ page }) => {
    await withFault(page, only('microphone-level'), () => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        const stream = await open(constraints);
        for (const track of stream.getTracks()) {
          Object.defineProperty(track, 'label', { value: 'Headset (Hands-Free AG Audio)' });
          track.getSettings = () => ({ sampleRate: 16_000 });
        }
        return stream;
      };
    });
    await expectTold(page, 'microphone-level', 'microphone.hands-free', 'info', /hands-free mode/);
  });

  test('a browser that does not start its sound', async ({ page }) => {
    await withFault(page, only('microphone-level'), () => {
      Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' });
      // The driver's own questions to the page count as clicks of a person.
      Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: false } });
    });
    await page.getByRole('button', { name: 'Go on with sound' }).click();
    await expectTold(
      page,
      'microphone-level',
      'microphone.audio-suspended',
      'not-measurable',
      /does not start its sound/,
    );
  });
});

test.describe('speaker', () => {
  for (const [button, finding, verdict, text] of [
    ['Both', 'speaker.heard', 'pass', /heard the tones on both sides/],
    ['Only the left one', 'speaker.one-side', 'warn', /heard the left tone, but not the right one/],
    ['Only the right one', 'speaker.one-side', 'warn', /heard the right tone, but not the left one/],
    ['Nothing', 'speaker.not-heard', 'fail', /you heard nothing/],
  ] as const)
    test(`the person answers: ${button}`, async ({ page }) => {
      await page.goto(waiting('speaker'));
      await start(page);
      await page.getByRole('button', { name: button, exact: true }).click();
      await expectTold(page, 'speaker', finding, verdict, text);
    });

  test('nobody answers', async ({ page }) => {
    await page.goto(waiting('speaker'));
    await start(page);
    await expectTold(page, 'speaker', 'speaker.no-answer', 'not-measurable', /question was not answered/);
  });

  test('a browser without a choice', async ({ page }) => {
    await withFault(page, waiting('speaker'), () => {
      Reflect.deleteProperty(AudioContext.prototype, 'setSinkId');
      Reflect.deleteProperty(HTMLMediaElement.prototype, 'setSinkId');
    });
    await start(page);
    await page.getByRole('button', { name: 'Both', exact: true }).click();
    await expectTold(page, 'speaker', 'speaker.no-choice', 'info', /chosen by the system/);
  });
});

test.describe('echo', () => {
  /** A room: the microphone hears what the page plays, with cancellation only if that does not work. */
  const room = (cancels: boolean) => `
    const heard = new Map();
    const connect = AudioNode.prototype.connect;
    AudioNode.prototype.connect = function (target, ...more) {
      if (target === this.context.destination) {
        if (!heard.has(this.context)) heard.set(this.context, this.context.createMediaStreamDestination());
        connect.call(this, heard.get(this.context));
      }
      return connect.call(this, target, ...more);
    };
    const Original = AudioContext;
    let last;
    window.AudioContext = class extends Original { constructor(...all) { super(...all); last = this; } };
    navigator.mediaDevices.getUserMedia = async ({ audio }) => {
      if (!heard.has(last)) heard.set(last, last.createMediaStreamDestination());
      const out = last.createMediaStreamDestination();
      const hiss = new OscillatorNode(last, { frequency: 50 });
      hiss.connect(new GainNode(last, { gain: 0.01 })).connect(out);
      hiss.start();
      if (!audio.echoCancellation || !${cancels})
        last.createMediaStreamSource(heard.get(last).stream).connect(new GainNode(last, { gain: 0.2 })).connect(out);
      return out.stream;
    };`;

  for (const [cancels, finding, verdict, text] of [
    [true, 'echo.cancelled', 'pass', /the browser takes it out again/],
    [false, 'echo.heard', 'warn', /does not take it out/],
  ] as const)
    test(`the microphone hears the speaker: ${finding}`, async ({ page }) => {
      await page.addInitScript({ content: room(cancels) });
      await page.goto(waiting('echo'));
      await start(page);
      await expectTold(page, 'echo', finding, verdict, text);
    });

  test('the microphone hears something else', async ({ page }) => {
    await page.goto(waiting('echo'));
    await start(page);
    await expectTold(page, 'echo', 'echo.not-heard', 'info', /did not hear the test sound/);
  });
});

test.describe('codecs', () => {
  test('those that this browser has', async ({ page }) => {
    await page.goto(only('codecs'));
    await expectTold(page, 'codecs', 'codecs.good', 'pass', /video as (VP8|.*, VP8)/);
    await expect(page.locator('article[data-probe=codecs]')).toContainText('smooth');
  });

  test('neither VP8 nor H.264', async ({ page }) => {
    await withFault(page, only('codecs'), () => {
      const capabilities = RTCRtpSender.getCapabilities.bind(RTCRtpSender);
      RTCRtpSender.getCapabilities = (kind) => {
        const all = capabilities(kind);
        return all && { ...all, codecs: all.codecs.filter(({ mimeType }) => !/vp8|h264/i.test(mimeType)) };
      };
    });
    await expectTold(page, 'codecs', 'codecs.no-common', 'fail', /neither send and receive VP8 nor H\.264/);
  });
});

for (const probe of ['camera-capture', 'camera-resolutions', 'microphone-level', 'speaker', 'echo'])
  test(`Cancel in the middle of ${probe} closes everything at once`, async ({ page }) => {
    await page.goto(`diagnostics/?only=${probe}`);
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    // Something is open: a device, or sound.
    await expect
      .poll(
        () =>
          recordedOf(page)
            .open()
            .then(({ tracks, contexts }) => tracks + contexts),
        { intervals: [20] },
      )
      .toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(page.locator('main')).toHaveAttribute('data-state', 'cancelled');
    await expect
      .poll(() => recordedOf(page).open(), { timeout: 500, intervals: [50] })
      .toEqual({ tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 });
  });
