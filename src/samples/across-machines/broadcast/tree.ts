/** The root of the tree. */
export const host = 'host';

/**
 * Who is fed by whom. Every viewer has one feeder; the host gives out the places, each as near to itself as there is room.
 * Nothing here knows of connections.
 */
export function createTree(mostOf: (feeder: string) => number) {
  const feeders = new Map<string, string>(); // of every viewer

  const fedBy = (feeder: string) => [...feeders].filter(([, one]) => one === feeder).map(([viewer]) => viewer);

  /** How many steps there are from the host; nothing for one who is not connected to it at present. */
  function depthOf(viewer: string): number | undefined {
    let depth = 0;
    for (let at: string | undefined = viewer; at !== host; at = feeders.get(at), depth++)
      if (at === undefined) return undefined;
    return depth;
  }

  return {
    fedBy,
    depthOf,
    feederOf: (viewer: string) => feeders.get(viewer),
    /** Gives a viewer a place, a new one if there was one before. Those whom the viewer feeds stay with it. */
    place(viewer: string, avoid: ReadonlySet<string>): string {
      feeders.delete(viewer); // whoever is below is now cut off from the host, so that no circle can come about
      const free = [host, ...feeders.keys()]
        .filter((one) => depthOf(one) !== undefined && !avoid.has(one) && fedBy(one).length < mostOf(one))
        .sort((a, b) => depthOf(a)! - depthOf(b)!);
      const feeder = free[0] ?? host; // better the host does too much than that somebody sees nothing
      feeders.set(viewer, feeder);
      return feeder;
    },
    /** Forgets a viewer, and answers who needs a new place now. */
    remove(viewer: string): string[] {
      feeders.delete(viewer);
      return fedBy(viewer);
    },
  };
}
