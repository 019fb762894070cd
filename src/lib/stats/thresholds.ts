/** Where good ends and bad begins, in the unit of the name; between the two it deserves a look. */
export interface Limits {
  readonly good: number;
  readonly bad: number;
}

/**
 * Every figure that a verdict is decided by. Reports quote the version: change a number, and change the version with it.
 * Where others publish limits (ITU-T G.114, conferencing vendors' guides) these lie among them.
 */
export const thresholds = {
  version: '2026.1',
  call: {
    roundTripMs: { good: 150, bad: 300 },
    jitterMs: { good: 20, bad: 50 },
    lossPercent: { good: 1, bad: 5 },
    concealmentPercent: { good: 1, bad: 3 },
    timeStretchPercent: { good: 2, bad: 5 },
    frozenPercent: { good: 0, bad: 5 },
    longestFreezeMs: { good: 0, bad: 1000 },
    jitterBufferMs: { good: 100, bad: 300 },
    /** The share of the time between two frames that encoding or decoding one takes. */
    codecBudgetPercent: { good: 50, bad: 80 },
    decodedPercent: { good: 95, bad: 85 },
    cpuLimitedPercent: { good: 0, bad: 30 },
    droppedPercent: { good: 3, bad: 10 },
    pliPerSecond: { good: 0.1, bad: 0.5 },
    connectMs: { good: 2000, bad: 5000 },
    noBytesMs: { good: 3000, bad: 5000 },
    /** A call on one machine connects in a tenth of a second; after this it is given up. */
    giveUpMs: 8000,
    /** Until then sizes and rates grow, and are not judged. */
    warmUpS: 3,
    /** Changes of the way after the beginning. */
    pairSwitches: { good: 1, bad: 3 },
    /** A verdict stands on this many seconds. */
    windowS: 10,
    /** Raised when so many of the last {@link raiseOf} seconds were bad, cleared after {@link clearAfter} good ones. */
    raiseAt: 3,
    raiseOf: 5,
    clearAfter: 5,
  },
  /** Two samples of getStats give a rate only if they lie between these apart. */
  interval: { leastMs: 250, mostMs: 3000 },
  /** What a kind of call needs upwards, in kilobits a second, the least first. */
  sendKbps: [
    { kbps: 100, what: 'sound only' },
    { kbps: 600, what: '640x360 at 30 frames a second' },
    { kbps: 2500, what: '1280x720 at 30 frames a second' },
    { kbps: 4000, what: '1920x1080 at 30 frames a second' },
  ],
  camera: {
    /** Luma from 0 to 255 over the whole picture. */
    blackMeanLuma: 16,
    blackVariance: 4,
    leastFrames: 10,
    frozenMs: 1000,
    leastRateShare: 0.5,
    firstFrameMs: { good: 3000, bad: 8000 },
    /** A camera whose largest picture is smaller looks poor on a large screen. */
    leastSize: { width: 1280, height: 720 },
  },
  microphone: {
    silentDbfs: -60,
    silentMs: 5000,
    quietDbfs: -45,
    clippedSample: 0.99,
    clippedRun: 6,
    oneSidedDb: 30,
    leastSampleRateHz: 24_000,
    noisyDbfs: -40,
  },
  echo: {
    /** From 0, nothing alike, to 1, the very same: noise and speech stay below 0.1, a speaker in a room reaches 0.3 and more. */
    heardCorrelation: 0.2,
  },
  server: { slowMs: 3000, giveUpMs: 8000 },
  promptMs: 10_000,
} as const;

/** How a value stands to its limits. Where `good` is above `bad`, more is better. */
export function grade(value: number, { good, bad }: Limits): 'good' | 'warn' | 'bad' {
  const [v, g, b] = good <= bad ? [value, good, bad] : [-value, -good, -bad];
  return v <= g ? 'good' : v <= b ? 'warn' : 'bad';
}
