/** A file of the site. Its hash is part of the page, so it does not matter from whom the bytes come. */
export interface Asset {
  readonly name: string;
  /** In bytes. Nobody can make the page take more. */
  readonly size: number;
  /** SHA-256, in hexadecimal digits. */
  readonly hash: string;
}

/** All that the gallery shows. A build would write this list. */
export const assets: readonly Asset[] = [
  { name: 'dunes', size: 157536, hash: 'c2aa96651a74a99edfaa3f1b8355e6566f6d1e083d8de52020d749c1c280cacb' },
  { name: 'coral', size: 115242, hash: '73f13ba92890b781c742871c8d02a1e9befe2a78d2ccd766edad18adfc874df8' },
  { name: 'lagoon', size: 155805, hash: '52e859e070cb61cdf9b4815a6e5e59153657856cdc3e3df043f15c36445ef6d7' },
  { name: 'cells', size: 213886, hash: 'b81fc4013aa7011c230fe42b5d7726be8c1bddb39deb88cf25de996956cd0f6e' },
  { name: 'ripples', size: 195533, hash: '077179e9ed47f18121a167084eb523070422f9240873603fa048d77c4036429e' },
  { name: 'fern', size: 75838, hash: 'a7b05feeb1db2413beed84cc15ce25076cf5fe4f8ba58515483562a87ab9fd9b' },
  { name: 'dusk', size: 105361, hash: '7c1d0f05bc7b433912b09bff64ae2b3d27a4cf596f94261e83fd51d2d27de960' },
  { name: 'weave', size: 57110, hash: '2fbd81533668a3a8643cca1862d816cc1d451a262bb07370d64ae5ee77240df4' },
];

const byHash = new Map(assets.map((asset) => [asset.hash, asset]));

export const assetOf = (hash: unknown): Asset | undefined => byHash.get(hash as string);

/** Whether the bytes are those of the asset and no others. */
export async function isGenuine(asset: Asset, bytes: Blob): Promise<boolean> {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer());
  const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hash === asset.hash;
}

/** Loads an asset as every page does: from the server. */
export async function fetchAsset(asset: Asset, signal: AbortSignal): Promise<Blob> {
  // Relative to the page, whatever folder the site stands in. The browser's own cache would spoil the lesson.
  const answer = await fetch(`../../../peer-cdn/${asset.name}.png`, { signal, cache: 'no-store' });
  const bytes = await answer.blob();
  if (!answer.ok || !(await isGenuine(asset, bytes))) throw new Error(`The server has another ${asset.name}.`);
  return bytes;
}
