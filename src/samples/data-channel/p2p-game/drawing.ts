import { field, type World } from './physics.js';

/** What stands on a field besides the game. */
export interface Decoration {
  readonly hasBear: boolean;
  /** Large, in the middle; nothing if empty. */
  readonly words: string;
}

const isCalm = matchMedia('(prefers-reduced-motion: reduce)');
const trailLength = 10;

/** Draws the worlds of one side on a canvas, one after the other. */
export function openPainter(canvas: HTMLCanvasElement): (world: World, decoration: Decoration) => void {
  const context = canvas.getContext('2d')!;
  const trail: { x: number; y: number }[] = [];
  return (world, { hasBear, words }) => {
    const { ball, paddles, score } = world;
    const scale = canvas.width / field.width;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, field.width, field.height);
    context.fillStyle = '#33405c';
    for (let y = 2; y < field.height; y += 8) context.fillRect(field.width / 2 - 0.4, y, 0.8, 4);
    write(`${score[0]}   ${score[1]}`, 16, 14, '#8fa0c2');

    context.fillStyle = '#e7eaed';
    context.fillRect(field.paddleX[0] - 2, paddles[0] - field.halfPaddle, 2, 2 * field.halfPaddle);
    context.fillRect(field.paddleX[1], paddles[1] - field.halfPaddle, 2, 2 * field.halfPaddle);
    if (hasBear) drawBear(paddles[1]);

    const isMoving = trail.at(-1)?.x !== ball.x;
    if (isMoving) trail.push({ x: ball.x, y: ball.y });
    if (trail.length > trailLength) trail.shift();
    if (!isCalm.matches)
      for (const [age, { x, y }] of trail.entries())
        circle(x, y, (field.radius * age) / trailLength, `rgb(237 182 89 / ${(age / trailLength) * 0.4})`);
    circle(ball.x, ball.y, field.radius, '#edb659');
    if (words) write(words, 12, field.height / 2 - 12, '#e7eaed');
  };

  function drawBear(y: number) {
    for (const ear of [-4, 4]) circle(field.paddleX[1] + 1, y + ear, 1.8, '#a8703c');
    circle(field.paddleX[1] + 4, y, 4.5, '#a8703c');
    for (const eye of [-1.6, 1.6]) circle(field.paddleX[1] + 1.8, y + eye, 0.6, '#0d1220');
  }

  function circle(x: number, y: number, radius: number, colour: string) {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }

  function write(text: string, size: number, y: number, colour: string) {
    context.fillStyle = colour;
    context.font = `600 ${size}px system-ui, sans-serif`;
    context.textAlign = 'center';
    context.fillText(text, field.width / 2, y);
  }
}
