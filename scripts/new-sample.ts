import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { groups } from '../src/samples/groups.ts';
import { samplesFolder } from './support/folders.ts';
import { command, root, UsageError } from './support/run.ts';

// Writes the files of a new sample with gaps to fill: a page that works already, and a check that passes. No other file changes.
await command(() => {
  const [id = '', ...more] = process.argv.slice(2);
  const [group, slug] = id.split('/');
  const names = groups.map((one) => one.slug);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || more.length > 0)
    throw new UsageError('Name the sample in kebab-case: npm run new:sample data-channel/two-tabs');
  if (!names.some((name) => name === group))
    throw new UsageError(`There is no group “${group}”. The groups: ${names.join(', ')}.`);
  const folder = join(samplesFolder, id);
  if (existsSync(folder)) throw new UsageError(`src/samples/${id} is there already.`);

  const check = join(root, 'tests/browser/samples', `${id}.spec.ts`);
  for (const [name, text] of Object.entries(template(slug!))) write(join(folder, name), text);
  write(check, checkTemplate());
  console.log(`Written: src/samples/${id}/ and tests/browser/samples/${id}.spec.ts`);
  console.log(`Now fill the gaps, and run: npm run check -- ${id}`);
  return 0;
});

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function template(slug: string): Record<string, string> {
  const title = slug.replace(/-/g, ' ').replace(/^./, (letter) => letter.toUpperCase());
  return {
    'meta.ts': `import type { SampleMeta } from '../../sample.ts';

export default {
  title: '${title}',
  summary: 'One sentence: what a person sees here, and what they learn from it.',
  order: 1000,
  uses: ['MediaDevices.getUserMedia'],
  needs: ['camera'],
} satisfies SampleMeta;
`,
    'index.html': `<div class="controls">
  <button id="start" type="button">Start</button>
  <button id="stop" type="button">Stop</button>
</div>
<div class="videos">
  <figure>
    <video id="video" autoplay playsinline muted></video>
    <figcaption>camera</figcaption>
  </figure>
</div>
<output id="status" aria-live="polite">Press Start.</output>
`,
    'main.ts': `// Say in two lines what this sample shows, and why it is done this way.

const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const video = document.querySelector<HTMLVideoElement>('#video')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let asking: AbortController | undefined; // while the browser asks the person
let stream: MediaStream | undefined;

async function start() {
  const mine = (asking = new AbortController());
  update('Waiting for the camera: your browser may ask you now.');
  try {
    const opened = await navigator.mediaDevices.getUserMedia({ video: true });
    if (mine.signal.aborted) return release(opened); // Stop was pressed meanwhile
    stream = opened;
    video.srcObject = stream;
    update('The camera is on.');
  } catch (error) {
    const { name, message } = error as DOMException;
    if (!mine.signal.aborted)
      update(\`The camera did not start (\${name}: \${message}). Allow it, then press Start again.\`);
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

function stop() {
  asking?.abort();
  asking = undefined;
  if (stream) release(stream);
  stream = undefined;
  video.srcObject = null;
  update('Stopped. Press Start.');
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = asking !== undefined || stream !== undefined;
  stopButton.disabled = asking === undefined && stream === undefined;
}

startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', stop);
addEventListener('pagehide', stop);
update();
`,
    'notes.md': `Say what to look at, and in which order.

Say what goes wrong most often, and why.

- [getUserMedia](https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia) in the specification
- [MediaDevices.getUserMedia](https://developer.mozilla.org/docs/Web/API/MediaDevices/getUserMedia) on MDN
`,
  };
}

function checkTemplate(): string {
  return `import { expect, test } from '../../support/test.ts';

test('the camera shows a picture, and goes off when it is told to', async ({ sample, recorded }) => {
  await sample.getByRole('button', { name: 'Start' }).click();
  await expect
    .poll(() => sample.locator('#video').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0);

  await sample.getByRole('button', { name: 'Stop' }).click();
  expect(await recorded.liveTracks()).toBe(0);
});
`;
}
