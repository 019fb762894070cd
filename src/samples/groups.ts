/** A chapter of the catalogue: one folder of `src/samples`. */
export interface Group {
  readonly slug: string;
  readonly title: string;
  /** What stands beside the title in a list. */
  readonly tagline: string;
  /** What belongs in the group, for its own page. */
  readonly about: string;
}

/** All groups, in the order in which a learner meets them. */
export const groups = [
  {
    slug: 'camera-and-microphone',
    title: 'Camera and microphone',
    tagline: 'what a page can ask of a device, and what it gets',
    about:
      'Everything begins with a stream from a device. These samples open cameras and microphones, say what they want of them, look at the pictures and listen to the sound, all without sending a byte to anybody.',
  },
  {
    slug: 'devices',
    title: 'Devices and permissions',
    tagline: 'which camera, which microphone, which speaker, and who allowed it',
    about:
      'A computer has several cameras, microphones and speakers, and they come and go. These samples list them, choose between them, and follow what a person has allowed.',
  },
  {
    slug: 'screen-capture',
    title: 'Screen capture',
    tagline: 'a screen, a window or a tab as a stream',
    about:
      'A person can share a screen, a window or a tab, and only the person chooses which. These samples ask for a capture, shape it, and end it well.',
  },
  {
    slug: 'recording',
    title: 'Recording and codecs',
    tagline: 'from a stream to a file',
    about:
      'A stream can be kept. These samples record it, choose container and codec, pause and resume, and write the bytes where they belong.',
  },
  {
    slug: 'element-streams',
    title: 'Streams from elements',
    tagline: 'a canvas or a video as the source',
    about: 'A stream need not come from a device: whatever a canvas draws or a video plays can be captured and sent.',
  },
  {
    slug: 'peer-connection',
    title: 'Peer connection',
    tagline: 'offer, answer, candidates, and what follows',
    about:
      'A call is a negotiation: one side offers, the other answers, and both look for a way to each other. These samples show every step with both sides on one page.',
  },
  {
    slug: 'media-quality',
    title: 'Media quality',
    tagline: 'bitrate, codecs, delay, and the figures that show them',
    about:
      'How good a call looks and sounds is decided by numbers that a page can read and, in part, set. These samples turn one knob each and draw what happens.',
  },
  {
    slug: 'network-and-security',
    title: 'Network and security',
    tagline: 'how two sides reach each other, and who can listen',
    about:
      'Before a byte of media flows, both sides must find an address that works and agree on keys. These samples look at candidates, servers, routes and certificates.',
  },
  {
    slug: 'media-processing',
    title: 'Media processing',
    tagline: 'between the camera and the wire',
    about:
      'Pictures and sound can be changed on their way: as raw frames before the encoder, or as encoded frames behind it. These samples stand in the middle of the pipeline.',
  },
  {
    slug: 'data-channel',
    title: 'Data channel',
    tagline: 'messages and files, straight between browsers',
    about:
      'A connection carries more than media. These samples send text, files and game moves, ordered or not, reliable or not.',
  },
  {
    slug: 'across-machines',
    title: 'Across tabs and machines',
    tagline: 'signaling, rooms, and more than one page',
    about:
      'A real call joins pages that cannot see each other. These samples carry the offer and the answer between tabs and between machines.',
  },
] as const satisfies readonly Group[];

/** The folder name of a group. */
export type GroupSlug = (typeof groups)[number]['slug'];
