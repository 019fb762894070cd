/** Lets a story wait for what holds of a call: one thing at a time, and each change of the call asks again. */
export function waiter() {
  let waiting: { readonly holds: () => boolean; readonly done: () => void } | undefined;
  const look = () => {
    if (!waiting?.holds()) return;
    const { done } = waiting;
    waiting = undefined;
    done();
  };
  const until = (holds: () => boolean) =>
    new Promise<void>((done) => {
      waiting = { holds, done };
      look();
    });
  return { until, look };
}
