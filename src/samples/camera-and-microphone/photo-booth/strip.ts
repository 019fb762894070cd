/** Where a picture lies on the paper, in points. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The paper for a number of pictures: one fills it, more hang below one another with a margin and room for a date. */
export function layOut(count: number): { width: number; height: number; places: Place[] } {
  if (count === 1) return { width: 640, height: 480, places: [{ x: 0, y: 0, width: 640, height: 480 }] };
  const [width, height, margin, foot] = [320, 240, 16, 36];
  const places = Array.from({ length: count }, (_, at) => ({
    x: margin,
    y: margin + at * (height + margin),
    width,
    height,
  }));
  return { width: width + 2 * margin, height: margin + count * (height + margin) + foot, places };
}

/** Takes a new sheet of paper, and gives back a function that puts the next picture on it. */
export function newPaper(paper: HTMLCanvasElement, count: number): (picture: HTMLCanvasElement) => void {
  const { width, height, places } = layOut(count);
  Object.assign(paper, { width, height, hidden: false });
  const context = paper.getContext('2d')!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  if (count > 1) {
    context.fillStyle = '#555';
    context.font = '18px sans-serif';
    context.textAlign = 'center';
    context.fillText(new Date().toLocaleDateString(undefined, { dateStyle: 'long' }), width / 2, height - 20);
  }
  let at = 0;
  return (picture) => {
    const place = places[at++];
    if (place) context.drawImage(picture, place.x, place.y, place.width, place.height);
  };
}
