// Finds faces with a neural network, away from the page. The package is TensorFlow.js with trained weights: 1.3 MB of program,
// 190 kB of numbers. Both come from the place where the page says that the package is.
import type { Answer } from './tracker.js';

type Package = typeof import('@vladmandic/face-api');

let api: Package;
let options: InstanceType<Package['TinyFaceDetectorOptions']>;

addEventListener('message', ({ data }: MessageEvent<{ address: string } | { picture: ImageData }>) => {
  const work =
    'address' in data ? open(data.address) : find(data.picture).then((faces) => answer({ kind: 'found', faces }));
  work.catch((error: unknown) => answer({ kind: 'failed', reason: String(error) }));
});

const answer = (message: Answer) => postMessage(message);

async function open(address: string) {
  answer({ kind: 'step', step: 0, doing: 'its program' });
  api = (await import(address)) as Package;
  // The package asks what a picture can be; in a worker there are no elements, and the pictures come as plain points.
  const none = Array; // nothing that comes here is an instance of it
  const elements = { Canvas: none, CanvasRenderingContext2D: none, Image: none, Video: none };
  const env = { ...elements, ImageData, fetch: (address: string) => fetch(address) };
  api.env.setEnv(env as unknown as Parameters<Package['env']['setEnv']>[0]);

  answer({ kind: 'step', step: 1, doing: 'its trained weights' });
  // A graphics card is ten times as fast as the processor. Where it is only imitated, it is slower, and its start takes long.
  const fast = hasGraphicsCard();
  const tf = api.tf as unknown as { setBackend(name: string): Promise<boolean>; ready(): Promise<void> };
  await tf.setBackend(fast ? 'webgl' : 'cpu');
  await tf.ready();
  await api.nets.tinyFaceDetector.loadFromUri(new URL('./', address).href);
  const side = fast ? 224 : 160;
  options = new api.TinyFaceDetectorOptions({ inputSize: side, scoreThreshold: 0.4 });

  // The first picture takes many times as long as the others: let it be an empty one, while the person still waits.
  answer({ kind: 'step', step: 2, doing: 'warming up' });
  await find(new ImageData(side, side));
  answer({
    kind: 'ready',
    name: `neural network on the ${fast ? 'graphics card' : 'processor'}, ${side} points`,
    side,
  });
}

/** Programs that imitate a graphics card say so in the name that they give themselves. */
function hasGraphicsCard(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  const names = gl?.getExtension('WEBGL_debug_renderer_info');
  const name = gl && String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  return name !== null && !/swiftshader|llvmpipe|software|basic render/i.test(name);
}

async function find(picture: ImageData) {
  const points = api.tf.browser.fromPixels(picture);
  const found = await api.nets.tinyFaceDetector.locateFaces(points, options);
  points.dispose(); // memory of the graphics card is not tidied up by itself
  const { width, height } = picture;
  return found.map(({ box }) => ({
    x: (box.x + box.width / 2) / width,
    y: (box.y + box.height / 2) / height,
    width: box.width / width,
    height: box.height / height,
  }));
}
