/** Where a marker was found in a recording, and how alike the two are there. */
export interface Match {
  /** From 0, nothing alike, to 1, the very same but for its loudness. */
  readonly correlation: number;
  /** After how many samples of the recording the marker begins. */
  readonly at: number;
  /** How loud the marker is in the recording, relative to the marker itself. */
  readonly gain: number;
}

/**
 * Looks for a marker in a recording of the same sample rate, by the normalised cross-correlation at every place: the sum of
 * the products, divided by the energy of both. Neither loudness nor turned polarity changes how alike they are.
 */
export function findMarker(recording: Float32Array, marker: Float32Array): Match {
  const markerEnergy = energyOf(marker);
  let best: Match = { correlation: 0, at: 0, gain: 0 };
  if (markerEnergy === 0 || recording.length < marker.length) return best;
  let energy = energyOf(recording.subarray(0, marker.length));
  for (let at = 0; at + marker.length <= recording.length; at++) {
    if (at > 0) energy += recording[at + marker.length - 1]! ** 2 - recording[at - 1]! ** 2;
    // What is left of silence by rounding is not energy.
    if (energy < 1e-9) continue;
    let product = 0;
    for (let index = 0; index < marker.length; index++) product += recording[at + index]! * marker[index]!;
    const correlation = Math.min(1, Math.abs(product) / Math.sqrt(energy * markerEnergy));
    if (correlation > best.correlation) best = { correlation, at, gain: Math.abs(product) / markerEnergy };
  }
  return best;
}

const energyOf = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample * sample, 0);

/** Keeps one of every `factor` samples, each the mean of those it stands for. */
export function thinned(samples: Float32Array, factor: number): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / factor) }, (_, index) => {
    let sum = 0;
    for (let at = index * factor; at < (index + 1) * factor; at++) sum += samples[at]!;
    return sum / factor;
  });
}

/** A tone that rises evenly: no two pieces of it are alike, so it is found exactly. Soft at both ends. */
export function chirp(
  sampleRateHz: number,
  { fromHz, toHz, seconds, volume }: { fromHz: number; toHz: number; seconds: number; volume: number },
): Float32Array<ArrayBuffer> {
  const edgeS = 0.02;
  return Float32Array.from({ length: Math.round(sampleRateHz * seconds) }, (_, index) => {
    const t = index / sampleRateHz;
    const phase = 2 * Math.PI * (fromHz * t + ((toHz - fromHz) / (2 * seconds)) * t * t);
    return volume * Math.min(1, t / edgeS, (seconds - t) / edgeS) * Math.sin(phase);
  });
}
