import { describe, expect, test } from 'vitest';
import { median } from '../../../src/lib/stats/averages.ts';
import { wakeBear } from '../../../src/samples/data-channel/p2p-game/bear.ts';
import { readMove, readPause, type Move, type Stamp } from '../../../src/samples/data-channel/p2p-game/message.ts';
import {
  advance,
  field,
  movePaddle,
  newWorld,
  speeds,
  type Pair,
  type World,
} from '../../../src/samples/data-channel/p2p-game/physics.ts';
import { predict } from '../../../src/samples/data-channel/p2p-game/prediction.ts';
import { createPulse } from '../../../src/samples/data-channel/p2p-game/pulse.ts';

const frameMs = 1000 / 60;
const middle: Pair = [50, 50];
const playing = (ball: Partial<World['ball']>, paddles: Pair = middle): World => ({
  ball: { x: 80, y: 50, vx: 0, vy: 0, ...ball },
  paddles,
  score: [0, 0],
  restMs: 0,
});
const speedOf = ({ ball }: World) => Math.hypot(ball.vx, ball.vy);

/** The same numbers in every run. */
function chanceFrom(seed: number) {
  return () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
}

describe('the ball', () => {
  test('waits to be served, then goes to whoever missed the last one', () => {
    const world = newWorld();
    expect(advance(world, 900).world.ball).toEqual(world.ball);
    expect(advance(world, 1500).world.ball.x).toBeGreaterThan(field.width / 2);
  });

  test('comes back from the walls at the same speed', () => {
    const { world, happenings } = advance(playing({ y: 5, vx: 10, vy: -60 }), 200);
    expect(happenings).toEqual(['wall']);
    expect(world.ball.vy).toBe(60);
    expect(world.ball.y).toBeGreaterThanOrEqual(field.radius);
    expect(speedOf(world)).toBeCloseTo(speedOf(playing({ vx: 10, vy: -60 })));
  });

  test('comes back from a paddle a little faster, the steeper the further out it was hit', () => {
    const hit = (y: number) => advance(playing({ x: 150, y, vx: 70 }), 60);
    const { world, happenings } = hit(50);
    expect(happenings).toEqual(['paddle']);
    expect(world.ball.vx).toBeCloseTo(-70 * speeds.faster);
    expect(world.ball.vy).toBeCloseTo(0);
    expect(hit(58).world.ball.vy).toBeGreaterThan(hit(54).world.ball.vy);
    expect(hit(42).world.ball.vy).toBeCloseTo(-hit(58).world.ball.vy);
    expect(advance(playing({ x: 10, vx: -speeds.most }), 60).world.ball.vx).toBeCloseTo(speeds.most);
  });

  test('is a point for the other side when nobody is there, on both sides', () => {
    const left = advance(playing({ x: 150, vx: 70 }, [50, 90]), 300);
    expect(left.happenings).toEqual(['goal']);
    expect(left.world.score).toEqual([1, 0]);
    expect(left.world.ball).toMatchObject({ x: 80, y: 50 });
    expect(left.world.ball.vx).toBeGreaterThan(0);
    const right = advance(playing({ x: 10, vx: -70 }, [90, 50]), 300);
    expect(right.world.score).toEqual([0, 1]);
    expect(right.world.ball.vx).toBeLessThan(0);
  });

  test('never leaves the field, gets stuck or goes through a paddle, however long it is played', () => {
    let world = newWorld();
    let hits = 0;
    for (let frame = 0; frame < 60 * 300; frame++) {
      const { y } = world.ball;
      world = { ...world, paddles: [y + 7 * Math.sin(frame / 40), y - 7 * Math.cos(frame / 50)] };
      const next = advance(world, frameMs);
      world = next.world;
      hits += next.happenings.filter((one) => one === 'paddle').length;
      expect(world.ball.y).toBeGreaterThanOrEqual(field.radius);
      expect(world.ball.y).toBeLessThanOrEqual(field.height - field.radius);
      expect(Math.abs(world.ball.vx)).toBeGreaterThan(20);
    }
    expect(world.score).toEqual([0, 0]);
    expect(hits).toBeGreaterThan(200);
  });

  test('goes the same way in one step and in many', () => {
    const inOne = advance(playing({ vx: 60, vy: 45 }, [20, 60]), 1000).world;
    let inMany = playing({ vx: 60, vy: 45 }, [20, 60]);
    for (let count = 0; count < 60; count++) inMany = advance(inMany, frameMs).world;
    expect(inMany.ball.x).toBeCloseTo(inOne.ball.x, 3);
    expect(inMany.ball.y).toBeCloseTo(inOne.ball.y, 3);
  });
});

test('a paddle takes its time and stays on the field', () => {
  expect(movePaddle(50, 60, 50)).toBe(56);
  expect(movePaddle(50, 52, 50)).toBe(52);
  expect(movePaddle(15, -100, 1000)).toBe(field.halfPaddle);
  expect(movePaddle(85, 1000, 1000)).toBe(field.height - field.halfPaddle);
});

test('a bear of a higher level lets fewer balls pass, and none is beyond defeat', () => {
  /** Points against the bear by a player who meets every ball and plays it where chance wants. */
  const pointsAgainst = (level: 0 | 1 | 2) => {
    const chance = chanceFrom(level + 1);
    const bear = wakeBear(level, chance);
    let world = newWorld();
    let aim = 0;
    for (let frame = 0; frame < 60 * 600; frame++) {
      const next = advance({ ...world, paddles: [world.ball.y + aim, bear(world, frameMs)] }, frameMs);
      if (next.happenings.length > 0) aim = (2 * chance() - 1) * field.halfPaddle;
      world = next.world;
    }
    expect(world.score[1]).toBe(0);
    return world.score[0];
  };
  const [first, second, third] = [pointsAgainst(0), pointsAgainst(1), pointsAgainst(2)];
  expect(first).toBeGreaterThan(1.3 * second);
  expect(second).toBeGreaterThan(1.3 * third);
  expect(third).toBeGreaterThan(3);
});

describe('prediction on a line with 100 ms each way and 5 % loss', () => {
  const delayMs = 100;
  const delayFrames = 6;

  /** Plays two minutes. What the guest sees is compared with what is true at the host when the guest's move arrives there. */
  function play() {
    const chance = chanceFrom(7);
    const bear = wakeBear(1, chance);
    const prediction = predict();
    const truth: World[] = []; // by frame
    const seen: { frame: number; shown: World; news: World }[] = [];
    const worlds: { dueMs: number; world: World }[] = [];
    const paddles: { dueMs: number; y: number }[] = [];
    let [world, news] = [newWorld(), newWorld()];
    let [heardY, own] = [50, 50];
    for (let frame = 0; frame < 60 * 120; frame++) {
      const nowMs = frame * frameMs;
      // The host: a bear steers its paddle (it sees the field turned round), the far one is what was heard of last.
      while (paddles[0] && paddles[0].dueMs <= nowMs) heardY = paddles.shift()!.y;
      const turned = { ...world.ball, x: field.width - world.ball.x, vx: -world.ball.vx };
      const left = bear({ ...world, ball: turned, paddles: [50, world.paddles[0]] }, frameMs);
      const right = movePaddle(world.paddles[1], heardY, frameMs, 1.5 * speeds.paddle);
      world = advance({ ...world, paddles: [left, right] }, frameMs).world;
      truth.push(world);
      if (chance() >= 0.05) worlds.push({ dueMs: nowMs + delayMs, world });
      // The guest: follows the ball that it sees.
      while (worlds[0] && worlds[0].dueMs <= nowMs) {
        news = worlds.shift()!.world;
        prediction.take(news, nowMs, 2 * delayMs);
      }
      const shown = prediction.at(nowMs, 2 * delayMs, own);
      own = movePaddle(own, shown?.ball.y ?? 50, frameMs);
      if (chance() >= 0.05) paddles.push({ dueMs: nowMs + delayMs, y: own });
      if (shown) seen.push({ frame, shown, news });
    }
    return { truth, seen, world };
  }
  const { truth, seen, world } = play();
  const distance = (one: World, other: World) => Math.hypot(one.ball.x - other.ball.x, one.ball.y - other.ball.y);
  const inPlay = seen.filter(({ frame }) => truth[frame + delayFrames]?.restMs === 0);
  const errorsOf = (of: 'shown' | 'news') =>
    inPlay.map((one) => distance(one[of], truth[one.frame + delayFrames]!)).sort((a, b) => a - b);

  test('the ball is where the guest sees it, nearly always', () => {
    const errors = errorsOf('shown');
    expect(inPlay.length).toBeGreaterThan(5000);
    expect(median(errors)).toBeLessThan(0.5);
    expect(errors[Math.floor(0.95 * errors.length)]).toBeLessThan(5);
    // What was heard last is old: without prediction the guest would aim at a ball that is long somewhere else.
    expect(median(errorsOf('news'))).toBeGreaterThan(12);
  });

  test('the ball moves smoothly', () => {
    const jumps = seen
      .slice(1)
      .map((one, index) => [one.shown, seen[index]!.shown] as const)
      .filter((pair) => pair.every(({ restMs, ball }) => restMs === 0 && ball.x > 0 && ball.x < field.width))
      .map(([after, before]) => distance(after, before))
      .sort((a, b) => a - b);
    expect(jumps[Math.floor(0.99 * jumps.length)]).toBeLessThan((1.5 * speeds.most * frameMs) / 1000);
  });

  test('a guest who follows what is seen meets the ball in truth', () => {
    expect(world.score[0]).toBeLessThanOrEqual(1);
  });

  test('the score is what the host says, and never reckoned', () => {
    for (const { shown, news } of seen) expect(shown.score).toEqual(news.score);
    expect(world.score[1]).toBeGreaterThan(0);
  });
});

describe('messages', () => {
  const stamp: Stamp = { n: 5, atMs: 1000.5, heardMs: 900, heldMs: 12 };
  const world = { ...newWorld(), score: [3, 2] as const };
  const moves: Move[] = [
    { ...stamp, kind: 'paddle', y: 33.3 },
    { ...stamp, kind: 'world', world },
  ];
  test.for(moves)('of an honest page are read: $kind', (move) => {
    expect(readMove(JSON.stringify(move))).toEqual(move);
  });

  const text = (changes: object, of: object = moves[1]!) => JSON.stringify({ ...of, ...changes });
  const ball = (changes: object) => text({ world: { ...world, ball: { ...world.ball, ...changes } } });
  test.for([
    ['nothing', ''],
    ['bytes', new ArrayBuffer(8)],
    ['something else', '[1]'],
    ['another kind', text({ kind: 'goal' })],
    ['a number of moves that is none', text({ n: 0.5 })],
    ['no time', text({ atMs: null })],
    ['a time before all time', text({ heldMs: -1 })],
    ['a paddle beyond the field', text({ y: 101 }, moves[0])],
    ['a paddle that is text', text({ y: '50' }, moves[0])],
    ['a ball beyond the field', ball({ x: 1000 })],
    ['a ball that is too fast', ball({ vx: 500 })],
    ['a ball that does not come', ball({ vx: 0 })],
    ['no ball', text({ world: { ...world, ball: null } })],
    ['three scores', text({ world: { ...world, score: [1, 2, 3] } })],
    ['half a point', text({ world: { ...world, score: [0.5, 0] } })],
    ['an endless rest', text({ world: { ...world, restMs: 1e6 } })],
    ['too much', text({ more: 'x'.repeat(600) })],
  ] as const)('with %s are none', ([, data]) => {
    expect(readMove(data)).toBeUndefined();
  });

  test('of a world have nothing in them that was not asked for', () => {
    const read = readMove(text({ owner: 'me', world: { ...world, cheat: true } }));
    expect(read).toEqual(moves[1]);
  });

  test('about a pause are read, and nothing else is', () => {
    expect(readPause('{"kind":"pause","isPaused":true}')).toEqual({ kind: 'pause', isPaused: true });
    expect(readPause('{"kind":"pause","isPaused":1}')).toBeUndefined();
    expect(readPause('{"kind":"stop"}')).toBeUndefined();
  });
});

test('the pulse knows what was lost, what was overtaken, and how long the way takes', () => {
  const [here, there] = [createPulse(), createPulse()];
  let lost = 0;
  for (let number = 1; number <= 400; number++) {
    const nowMs = 1000 + number * 16;
    // 40 ms each way, by two clocks that have nothing to do with each other; every tenth is lost.
    const question = here.stamp(nowMs);
    there.take(question, nowMs + 40 + 5000);
    const answer = there.stamp(nowMs + 50 + 5000);
    if (number % 10 === 0) lost++;
    else expect(here.take(answer, nowMs + 90)).toBe(true);
  }
  expect(lost).toBe(40);
  expect(here.roundTripMs).toBeCloseTo(80, 0);
  expect(here.lostPercent).toBeCloseTo(10, 0);
  expect(there.lostPercent).toBe(0);
  expect(here.take({ n: 7, atMs: 1, heardMs: 1, heldMs: 1 }, 9000)).toBe(false);
  // A stamp that says nonsense changes nothing.
  const before = here.roundTripMs;
  here.take({ n: 1000, atMs: 1, heardMs: 1e9, heldMs: 0 }, 9000);
  expect(here.roundTripMs).toBe(before);
});
