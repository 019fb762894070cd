import { assets, type Asset } from './assets.js';
import type { Peer } from './exchange.js';

/** An asset that is here, and where it came from: a seat of the room, or 0 for the server. */
export interface Held {
  readonly bytes: Blob;
  readonly seat: number;
}

const figures = document.querySelector<HTMLElement>('#figures')!;
const share = document.querySelector<HTMLMeterElement>('#share')!;
const list = document.querySelector<HTMLUListElement>('#peers')!;
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;

/** A frame for each asset, so that the page does not jump when they come. */
const frames = new Map(
  assets.map((asset) => {
    const image = Object.assign(document.createElement('img'), { width: 360, height: 240, alt: '', hidden: true });
    const frame = Object.assign(document.createElement('div'), { className: 'frame' });
    const caption = document.createElement('figcaption');
    const figure = document.createElement('figure');
    frame.append(image);
    figure.append(frame, caption);
    document.querySelector('#gallery')!.append(figure);
    return [asset, { image, caption }] as const;
  }),
);

/** Shows an asset, or that it is not here, with a few words on where it came from or what is waited for. */
export function showAsset(asset: Asset, words: string, bytes?: Blob) {
  const { image, caption } = frames.get(asset)!;
  caption.textContent = `${asset.name}, ${kilobytes(asset.size)}: ${words}`;
  URL.revokeObjectURL(image.src);
  image.hidden = !bytes;
  image.alt = bytes ? asset.name : '';
  if (bytes) image.src = URL.createObjectURL(bytes);
  else image.removeAttribute('src');
}

/** The figures of the whole: what the server was spared. */
export function showFigures(held: ReadonlyMap<Asset, Held>, peers: Iterable<Peer>) {
  const sizeOf = (some: readonly Held[]) => some.reduce((sum, { bytes }) => sum + bytes.size, 0);
  const all = [...held.values()];
  const fromPeers = all.filter(({ seat }) => seat !== 0);
  const percent = Math.round((100 * sizeOf(fromPeers)) / (sizeOf(all) || 1));
  share.value = percent;
  figures.textContent =
    `${all.length} of ${assets.length} pictures are here: ${fromPeers.length} from peers, ${all.length - fromPeers.length} ` +
    `from the server. ${percent} % of the bytes came from peers (${kilobytes(sizeOf(fromPeers))} of ${kilobytes(sizeOf(all))}).`;
  const lines = [...peers].map(
    ({ member, has, received, sent }) =>
      `Peer ${member.seat}: has ${has.length} of them; received ${kilobytes(received)}, sent ${kilobytes(sent)}`,
  );
  list.replaceChildren(...lines.map((textContent) => Object.assign(document.createElement('li'), { textContent })));
}
