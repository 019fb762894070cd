/** What the controls say about the picture; lengths are pixels of the output. */
export interface Wishes {
  readonly layout: string;
  readonly corner: string;
  /** How much of the output's width the camera takes. */
  readonly sizePercent: number;
  readonly margin: number;
  readonly border: number;
}

/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle of the output. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** The size of the composed picture. */
export const outputSize: Size = { width: 1280, height: 720 };

/** Says where the screen and the camera are drawn, given their own sizes. Neither loses its shape. */
export function arrange(wishes: Wishes, screen: Size, camera: Size): { screen: Box; camera: Box } {
  const { layout, corner, margin } = wishes;
  const room = {
    width: (outputSize.width * wishes.sizePercent) / 100,
    height: outputSize.height - 2 * margin,
  };
  const size = fit(layout === 'circle' ? { width: 1, height: 1 } : camera, room);
  const isLeft = corner.endsWith('left');
  const box = {
    ...size,
    x: isLeft ? margin : outputSize.width - margin - size.width,
    y: corner.startsWith('top') ? margin : outputSize.height - margin - size.height,
  };

  // Side by side the camera stands where it stood, and the screen gets what is left beside it.
  const column = layout === 'side-by-side' ? size.width + 2 * margin : 0;
  const area = { width: outputSize.width - column, height: outputSize.height };
  const inArea = middle(area, screen);
  return { camera: box, screen: { ...inArea, x: inArea.x + (isLeft ? column : 0) } };
}

/** The largest part of a picture's middle that has a shape: what fills the box without bending anything. */
export function middle(picture: Size, shape: Size): Box {
  const { width, height } = fit(shape, picture);
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}

/** The largest size of this shape that has room. */
function fit(shape: Size, room: Size): Size {
  const scale = Math.min(room.width / shape.width, room.height / shape.height);
  return { width: shape.width * scale, height: shape.height * scale };
}
