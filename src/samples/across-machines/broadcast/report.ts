/** What a page says of its part in a broadcast. */
export interface Report {
  readonly sentence: string;
  readonly viewers: number;
  /** Steps from the host; nothing while there is no place. */
  readonly depth: number | undefined;
  readonly fedBy: string;
  /** The numbers of the viewers that it feeds. */
  readonly feeds: readonly number[];
}

/** A part in a broadcast, as the host or as a viewer. */
export interface Part {
  /** To all those that this page may send to. */
  readonly connections: () => RTCPeerConnection[];
  readonly close: () => void;
}

/** What a part tells the page. */
export interface PartEvents {
  readonly show: (report: Report) => void;
  /** There is something else to see; nothing at all, while there is no picture. */
  readonly play: (stream: MediaStream | null) => void;
  readonly ended: (sentence: string) => void;
}

/** The host can be called by whoever knows the name of the broadcast. */
export const hostIdOf = (name: string) => `broadcast-${name}-host`;

/** The sentences that hold at present, as one text. */
export const textOf = (...sentences: (string | false)[]) => sentences.filter(Boolean).join(' ');
export const serverAway = 'The peer server does not answer; those who are connected stay so.';
export const nearOnly = 'Only machines of the same network reach each other here.';

/** Shows the report in the table. */
export function showReport({ viewers, depth, fedBy, feeds }: Omit<Report, 'sentence'>) {
  const show = (id: string, text: string) => (document.querySelector<HTMLElement>(`#${id}`)!.textContent = text);
  show('viewers', String(viewers));
  show('depth', depth === undefined ? 'none' : String(depth));
  show('fed-by', fedBy);
  show('feeds', feeds.length === 0 ? 'nobody' : feeds.map((number) => `viewer ${number}`).join(', '));
}
