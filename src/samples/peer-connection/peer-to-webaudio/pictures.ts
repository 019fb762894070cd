/** Where the sound is looked at: as it arrived, and behind everything, each side by itself. */
export interface Taps {
  readonly arrived: AnalyserNode;
  readonly left: AnalyserNode;
  readonly right: AnalyserNode;
  readonly compressor: DynamicsCompressorNode;
}

let loudest = 0;

/** Shows the present levels, and draws the wave that arrives and the spectrum of what is sent on. */
export function showSound({ arrived, left, right, compressor }: Taps, compressing: boolean) {
  const wave = samplesOf(arrived);
  loudest = Math.max(loudest, peakOf(wave));
  document.querySelector('#loudest')!.textContent = loudest.toFixed(3);
  show('arrived', peakOf(wave), peakOf(wave).toFixed(3));
  for (const [name, side] of Object.entries({ left, right })) {
    const peak = peakOf(samplesOf(side));
    show(name, peak, peak.toFixed(3));
  }
  const reduction = compressing ? -compressor.reduction : 0;
  show('reduction', reduction, `${reduction.toFixed(1)} dB`);
  drawWave(wave);
  drawSpectrum(left, right);
}

/** Empties the meters and forgets the loudest sample. */
export function resetSound() {
  loudest = 0;
  for (const name of ['arrived', 'left', 'right', 'reduction']) show(name, 0, '–');
}

function samplesOf(analyser: AnalyserNode): Float32Array {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  return samples;
}

const peakOf = (samples: Float32Array) => samples.reduce((peak, one) => Math.max(peak, Math.abs(one)), 0);

function drawWave(samples: Float32Array) {
  const { canvas, context } = cleared('wave');
  context.lineWidth = 2;
  context.beginPath();
  for (const [at, sample] of samples.entries())
    context.lineTo((at / samples.length) * canvas.width, canvas.height * (0.5 - 0.48 * sample));
  context.stroke();
}

/** Draws the louder of both sides in each bin. */
function drawSpectrum(left: AnalyserNode, right: AnalyserNode) {
  const { canvas, context } = cleared('spectrum');
  const [one, other] = [left, right].map((side) => {
    const levels = new Uint8Array(side.frequencyBinCount);
    side.getByteFrequencyData(levels);
    return levels;
  }) as [Uint8Array, Uint8Array];
  const bins = Math.round((6000 * left.fftSize) / left.context.sampleRate);
  const width = canvas.width / bins;
  for (let bin = 0; bin < bins; bin++) {
    const height = (canvas.height * Math.max(one[bin] ?? 0, other[bin] ?? 0)) / 255;
    context.fillRect(bin * width, canvas.height - height, width, height);
  }
}

function cleared(id: string) {
  const canvas = document.querySelector<HTMLCanvasElement>(`#${id}`)!;
  const context = canvas.getContext('2d')!;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = context.strokeStyle = getComputedStyle(canvas).color;
  return { canvas, context };
}

function show(name: string, value: number, text: string) {
  document.querySelector<HTMLMeterElement>(`#${name}`)!.value = value;
  document.querySelector(`#${name}-value`)!.textContent = text;
}
