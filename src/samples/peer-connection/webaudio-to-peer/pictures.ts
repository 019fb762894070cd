/** Writes how loud it is at an analyser, in decibels relative to full scale, and draws its spectrum. */
export function showSound(analyser: AnalyserNode, name: 'in' | 'out') {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  const meanSquare = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(meanSquare);
  write(name, decibels < -90 ? 'silence' : `${decibels.toFixed(1)} dB`);

  const levels = new Uint8Array(analyser.frequencyBinCount);
  analyser.getByteFrequencyData(levels);
  const { canvas, context } = cleared(name);
  const bins = Math.round((6000 * analyser.fftSize) / analyser.context.sampleRate);
  const width = canvas.width / bins;
  for (const [bin, level] of levels.subarray(0, bins).entries()) {
    const height = (canvas.height * level) / 255;
    context.fillRect(bin * width, canvas.height - height, width, height);
  }
}

/** Empties both sides. */
export function resetSound() {
  for (const name of ['in', 'out'] as const) {
    write(name, '–');
    cleared(name);
  }
}

function write(name: string, text: string) {
  document.querySelector(`#level-${name}`)!.textContent = text;
}

function cleared(name: string) {
  const canvas = document.querySelector<HTMLCanvasElement>(`#spectrum-${name}`)!;
  const context = canvas.getContext('2d')!;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = getComputedStyle(canvas).color;
  return { canvas, context };
}
