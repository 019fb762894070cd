import { expect, test } from 'vitest';
import { arrange, middle } from '../../../src/samples/screen-capture/screen-camera-compositor/layout.ts';

const wishes = { layout: 'corner', corner: 'bottom right', sizePercent: 25, margin: 24, border: 4 };
const screen = { width: 1920, height: 1080 };
const camera = { width: 640, height: 480 };

test('a camera in a corner keeps its shape and its margin, and the screen fills the output', () => {
  expect(arrange(wishes, screen, camera)).toEqual({
    screen: { x: 0, y: 0, width: 1280, height: 720 },
    camera: { x: 936, y: 456, width: 320, height: 240 },
  });
  expect(arrange({ ...wishes, corner: 'top left' }, screen, camera).camera).toMatchObject({ x: 24, y: 24 });
});

test('a camera that is higher than wide stays inside the output', () => {
  const box = arrange({ ...wishes, sizePercent: 50 }, screen, { width: 480, height: 640 }).camera;
  expect(box).toEqual({ x: 1280 - 24 - 504, y: 24, width: 504, height: 672 });
});

test('a circle is as wide as it is high', () => {
  expect(arrange({ ...wishes, layout: 'circle' }, screen, camera).camera).toMatchObject({ width: 320, height: 320 });
});

test('side by side, the screen gets what the camera and its margins leave', () => {
  const right = arrange({ ...wishes, layout: 'side-by-side' }, screen, camera);
  expect(right.screen).toEqual({ x: 0, y: 103.5, width: 912, height: 513 });
  const left = arrange({ ...wishes, layout: 'side-by-side', corner: 'top left' }, screen, camera);
  expect(left.screen).toEqual({ ...right.screen, x: 368 });
});

test('a screen of another shape has bars', () => {
  expect(arrange(wishes, { width: 500, height: 1000 }, camera).screen).toEqual({
    x: 460,
    y: 0,
    width: 360,
    height: 720,
  });
});

test('the middle of a picture fills a shape', () => {
  expect(middle(camera, { width: 1, height: 1 })).toEqual({ x: 80, y: 0, width: 480, height: 480 });
});
