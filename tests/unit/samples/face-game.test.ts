import { expect, test } from 'vitest';
import { countRate, targetOf } from '../../../src/samples/camera-and-microphone/face-game/steering.ts';
import {
  advance,
  ahead,
  field,
  newWorld,
  scoreOf,
  type Happening,
  type World,
} from '../../../src/samples/camera-and-microphone/face-game/world.ts';

/** Plays with sixty pictures a second, and gives back all that happened. */
function play(world: World, seconds: number, target: number, random: () => number): Happening[] {
  return Array.from({ length: Math.round(seconds * 60) }).flatMap(() => advance(world, 1 / 60, target, random));
}
const thing = (kind: 'rock' | 'star', x: number, y: number) => ({ kind, x, y, radius: 16, speed: 200 });

test('who leans to the right of the camera’s picture goes to the left, as far as the sensitivity says', () => {
  expect(targetOf(0.5, 0.5, 2)).toBe(0.5);
  expect(targetOf(0.6, 0.5, 2)).toBeCloseTo(0.3);
  expect(targetOf(0.6, 0.5, 4)).toBeCloseTo(0.1);
  expect(targetOf(0.3, 0.3, 6)).toBe(0.5); // calibrated there
  expect([targetOf(1, 0.5, 6), targetOf(0, 0.5, 6)]).toEqual([0, 1]); // never off the field
});

test('the ship glides to where it is wanted, as fast with few pictures as with many', () => {
  const [few, many] = [newWorld(), newWorld()];
  for (let at = 0; at < 3; at++) advance(few, 0.1, 1, () => 0);
  for (let at = 0; at < 30; at++) advance(many, 0.01, 1, () => 0);
  expect(few.ship).toBeGreaterThan(520);
  expect(few.ship).toBeLessThanOrEqual(field.width - field.shipRadius);
  expect(Math.abs(few.ship - many.ship)).toBeLessThan(1);
});

test('a star is worth fifty points, a second ten', () => {
  const world = newWorld();
  world.things = [thing('star', 320, 400)];
  world.nextThingAt = Infinity;
  expect(play(world, 2, 0.5, () => 0)).toEqual(['star']);
  expect(scoreOf(world)).toBeGreaterThanOrEqual(69);
  expect(scoreOf(world)).toBeLessThanOrEqual(70);
  expect(world.shields).toBe(3);
});

test('a rock costs a shield, not two at once, and the third one ends the game', () => {
  const world = newWorld();
  world.nextThingAt = Infinity;
  const rocks = () => (world.things = [thing('rock', 320, 400), thing('rock', 330, 390)]);
  rocks();
  expect(play(world, 1, 0.5, () => 0.9)).toEqual(['hit']);
  play(world, 1, 0.5, () => 0.9);
  rocks();
  expect(play(world, 1, 0.5, () => 0.9)).toEqual(['hit']);
  play(world, 1, 0.5, () => 0.9);
  rocks();
  expect(play(world, 1, 0.5, () => 0.9)).toEqual(['over']);
  const score = scoreOf(world);
  expect(play(world, 1, 0, () => 0.9)).toEqual([]);
  expect(scoreOf(world)).toBe(score);
});

test('things come faster and faster, and leave at the bottom', () => {
  const world = newWorld();
  play(world, 10, 0, () => 0.99); // all of them fall at the right
  const early = world.things.at(-1)!.speed;
  expect(world.things.length).toBeLessThan(8);
  play(world, 60, 0, () => 0.99);
  expect(world.things.at(-1)!.speed).toBeGreaterThan(early + 100);
  expect(world.shields).toBe(3);
});

test('what comes is said in words, the nearest first', () => {
  const world = newWorld();
  expect(ahead(world)).toBe('nothing');
  world.things = [thing('star', 100, 50), thing('rock', 330, 300), thing('rock', 600, 20), thing('star', 320, 450)];
  expect(ahead(world)).toBe('a rock straight ahead, near; a star to the left');
});

test('a rate is counted over the last events only', () => {
  const rate = countRate(4);
  expect(rate(0)).toBe(0);
  expect(rate(500)).toBe(2);
  for (const ms of [600, 700, 800]) rate(ms);
  expect(rate(900)).toBeCloseTo(10);
});
