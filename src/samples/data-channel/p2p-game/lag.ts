const delayMs = 100;
const lossPercent = 5;

/** A bad line to try out: while it is on, what passes here comes later, and at times not at all. */
export function lagging<Value>(isOn: () => boolean, pass: (value: Value) => void): (value: Value) => void {
  return (value) => {
    if (!isOn()) pass(value);
    else if (100 * Math.random() >= lossPercent) setTimeout(() => pass(value), delayMs);
  };
}
