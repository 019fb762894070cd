import type { APIRoute, GetStaticPaths } from 'astro';
import { vendorBytes, vendorData, vendorFiles, vendorModule, type VendorName } from '../../lib/source/vendor.ts';

interface Props {
  /** The file's content, asked for only when the file is written. */
  readonly content: () => Promise<string | Buffer>;
  readonly type: string;
}

/** The packages that samples may import, each as one module, and what these read when they run. */
export const getStaticPaths = (() => [
  ...Object.entries(vendorFiles).map(([name, file]) => ({
    params: { file },
    props: { content: () => vendorModule(name as VendorName), type: 'text/javascript; charset=utf-8' } satisfies Props,
  })),
  ...vendorData.map((file) => ({
    params: { file },
    props: {
      content: () => vendorBytes(file),
      type: file.endsWith('.json') ? 'application/json' : 'application/octet-stream',
    } satisfies Props,
  })),
]) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { content, type } }) => {
  const body = await content();
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), { headers: { 'Content-Type': type } });
};
