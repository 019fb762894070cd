const meter = document.querySelector<HTMLMeterElement>('#level')!;

/** What measures the microphone and makes the tone. Its stream is for an audio element, since that can choose its speaker. */
export interface Sound {
  readonly stream: MediaStream;
  /** Measures this track from now on, and sends it to the stream if it is to be heard. */
  listen(track: MediaStreamTrack | undefined): void;
  hear(wanted: boolean): void;
  tone(): void;
  close(): void;
}

/** Opens everything that has to do with sound. To be called from a click: before one, browsers keep pages silent. */
export function openSound(): Sound {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  const ears = new GainNode(context, { gain: 0 });
  const samples = new Float32Array(analyser.fftSize);
  let microphone: MediaStreamAudioSourceNode | undefined;
  analyser.connect(ears).connect(out);

  const measure = () => {
    if (context.state === 'closed') return void (meter.value = 0);
    analyser.getFloatTimeDomainData(samples);
    // The root of the mean square is how loud it is.
    meter.value = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    requestAnimationFrame(measure);
  };
  measure();

  return {
    stream: out.stream,
    listen(track) {
      microphone?.disconnect();
      microphone = track && context.createMediaStreamSource(new MediaStream([track]));
      microphone?.connect(analyser);
    },
    hear(wanted) {
      ears.gain.value = wanted ? 1 : 0;
    },
    tone() {
      const oscillator = new OscillatorNode(context, { frequency: 440 });
      const quiet = new GainNode(context, { gain: 0.2 });
      oscillator.connect(quiet).connect(out);
      oscillator.start();
      oscillator.stop(context.currentTime + 1.5);
    },
    close() {
      for (const track of out.stream.getTracks()) track.stop();
      void context.close();
    },
  };
}
