import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';

/**
 * The packages that a sample may import, by the specifier a reader would write, and the file under `/vendor/` that answers
 * for it. What is not here cannot be imported: a sample is a plain page, and every package is one more thing to read.
 */
export const vendorFiles = {
  'webrtc-adapter': 'webrtc-adapter.js',
  'chart.js/auto': 'chart.js',
  peerjs: 'peerjs.js',
  uqr: 'uqr.js',
  '@vladmandic/face-api': 'face-api.js',
} as const;

/** A specifier on the allowlist. */
export type VendorName = keyof typeof vendorFiles;

/** Whether a sample may import the specifier. */
export function isVendorName(specifier: string): specifier is VendorName {
  return Object.hasOwn(vendorFiles, specifier);
}

const bundled = new Map<VendorName, Promise<string>>();

/** The package as a single ES module, minified, without a bare import left in it. Every package is bundled once a build. */
export function vendorModule(name: VendorName): Promise<string> {
  let promise = bundled.get(name);
  if (!promise) bundled.set(name, (promise = bundle(name)));
  return promise;
}

/**
 * What a package reads when it runs: the trained weights of the face detector, by the names under `/vendor/` at which the
 * package looks for them, beside its module.
 */
export const vendorData = ['tiny_face_detector_model-weights_manifest.json', 'tiny_face_detector_model.bin'] as const;

/** The bytes of such a file, as the package brings them. */
export function vendorBytes(name: (typeof vendorData)[number]): Promise<Buffer> {
  const main = createRequire(import.meta.url).resolve('@vladmandic/face-api'); // in the package's folder `dist`
  return readFile(join(dirname(main), '..', 'model', name));
}

/** These have named exports only. */
const withoutDefault: readonly VendorName[] = ['uqr', '@vladmandic/face-api'];
const defaultOf = (name: VendorName) => (withoutDefault.includes(name) ? '' : ` export { default } from '${name}';`);

async function bundle(name: VendorName): Promise<string> {
  // An entry of our own, so that the module offers the same default and named exports as the package does in Node.
  const entry = '\0vendor-entry';
  const build = await rolldown({
    input: entry,
    platform: 'browser',
    plugins: [
      {
        name: 'vendor-entry',
        resolveId: (id) => (id === entry ? entry : null),
        load: (id) => (id === entry ? `export * from '${name}';${defaultOf(name)}` : null),
      },
    ],
  });
  const { output } = await build.generate({ format: 'esm', minify: true, codeSplitting: false });
  await build.close();
  return output[0].code;
}
