export type Topology = 'mesh' | 'star' | 'mixer';

/** What a topology costs, counted in streams: a stream is a picture with its sound, and each has to be encoded. */
export interface Costs {
  readonly connections: number;
  /** Sent by a participant who is not in the middle. */
  readonly fromOne: number;
  /** Sent by the one in the middle; a mesh has none. */
  readonly fromMiddle: number | undefined;
  readonly inAll: number;
}

/** The same for any number of participants, as formulas. */
export const formulas: Readonly<Record<Topology, Readonly<Record<keyof Costs, string>>>> = {
  mesh: { connections: 'n(n − 1)/2', fromOne: 'n − 1', fromMiddle: 'there is none', inAll: 'n(n − 1)' },
  star: { connections: 'n − 1', fromOne: '1', fromMiddle: '(n − 1)²', inAll: 'n(n − 1)' },
  mixer: { connections: 'n − 1', fromOne: '1', fromMiddle: 'n − 1', inAll: '2(n − 1)' },
};

/** What `n` participants cost. In a star and with a mixer, the one in the middle is one of them. */
export function costsOf(topology: Topology, n: number): Costs {
  const others = n - 1;
  switch (topology) {
    case 'mesh':
      return { connections: (n * others) / 2, fromOne: others, fromMiddle: undefined, inAll: n * others };
    case 'star': // the own stream to each of the others, and the stream of each to all but that one
      return { connections: others, fromOne: 1, fromMiddle: others + others * (others - 1), inAll: n * others };
    case 'mixer':
      return { connections: others, fromOne: 1, fromMiddle: others, inAll: 2 * others };
  }
}
