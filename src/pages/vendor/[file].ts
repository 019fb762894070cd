import type { APIRoute, GetStaticPaths } from 'astro';
import { vendorFiles, vendorModule, type VendorName } from '../../lib/source/vendor.ts';

/** The packages that samples may import, each as one module. */
export const getStaticPaths = (() =>
  Object.entries(vendorFiles).map(([name, file]) => ({ params: { file }, props: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ name: VendorName }> = async ({ props }) =>
  new Response(await vendorModule(props.name), { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
