import type { Shot } from './shots.js';

const list = document.querySelector<HTMLUListElement>('#gallery')!;
let count = 0;

/** Puts a picture in front of the others, with what is known of it. `warning` says what is not as it was asked for. */
export function addToGallery({ blob, method, width, height }: Shot, warning: string) {
  count += 1;
  const url = URL.createObjectURL(blob);
  const image = Object.assign(new Image(), { src: url, alt: `Picture ${count}` });
  const facts = document.createElement('p');
  facts.textContent = `${method}, ${blob.type}, ${width} × ${height}, ${Math.ceil(blob.size / 1024)} KiB`;
  const link = Object.assign(document.createElement('a'), {
    href: url,
    download: `picture-${count}.${blob.type.replace(/^image\//, '').replace('jpeg', 'jpg')}`,
    textContent: `Download picture ${count}`,
  });
  const item = document.createElement('li');
  item.append(image, facts, link);
  if (warning) item.append(Object.assign(document.createElement('p'), { className: 'warning', textContent: warning }));
  list.prepend(item);
}

/** How many pictures there are. */
export function gallerySize(): number {
  return list.childElementCount;
}

/** Empties the gallery. The browser keeps what an address of a blob points to until the address is given back. */
export function clearGallery() {
  for (const { href } of list.querySelectorAll('a')) URL.revokeObjectURL(href);
  list.replaceChildren();
}
