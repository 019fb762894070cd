import { refusal } from './sentences.js';

/** Asks the person for devices. `say` gets a sentence, or nothing where only the buttons change. */
export function asker(say: (sentence?: string) => void) {
  const pending = new Set<AbortController>();
  return {
    isAsking: () => pending.size > 0,
    abort: () => {
      for (const one of pending) one.abort();
      pending.clear();
    },
    /** Opens something and hands it over, unless it is aborted meanwhile. */
    ask: async (
      what: string,
      open: () => Promise<MediaStream>,
      use: (stream: MediaStream) => void,
      isInCall = true,
    ) => {
      const mine = new AbortController();
      pending.add(mine);
      say(`Waiting for the ${what}: your browser may ask you now.`);
      try {
        const stream = await open();
        if (mine.signal.aborted) stream.getTracks().forEach((track) => track.stop());
        else use(stream);
      } catch (error) {
        if (!mine.signal.aborted) say(refusal(error, what, isInCall));
      } finally {
        pending.delete(mine);
        say();
      }
    },
  };
}
