const underWayMs = 30;

/** What carries messages between the two sides, as a server would: in order, each a moment under way. */
export interface Wire {
  carry(arrive: () => void): void;
  /** From now on nothing gets through, until the wire is released. */
  hold(): void;
  release(): void;
}

export function openWire(): Wire {
  let heldUp: (() => void)[] | undefined;
  const go = (arrive: () => void) => setTimeout(arrive, underWayMs);
  return {
    carry(arrive) {
      if (heldUp) heldUp.push(arrive);
      else go(arrive);
    },
    hold() {
      heldUp ??= [];
    },
    release() {
      const waiting = heldUp ?? [];
      heldUp = undefined;
      waiting.forEach(go);
    },
  };
}
