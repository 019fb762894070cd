/** What a sample may need besides a browser. */
export type Need = 'camera' | 'microphone' | 'speakers' | 'screen' | 'second-tab' | 'second-machine';

/**
 * A feature of the web platform as the browsers name it: `RTCPeerConnection`, `MediaDevices.getUserMedia`, or
 * `RTCRtpSender.getCapabilities`. The support table looks it up under `api` in `@mdn/browser-compat-data`.
 */
export type FeaturePath = string;

/** The facts about a sample: everything that the site, the search and `samples.json` say about it besides its own text. */
export interface SampleMeta {
  /** At most five words, in sentence case. */
  readonly title: string;
  /** One sentence: what a person sees, and what they learn from it. */
  readonly summary: string;
  /** Where in its group a learner meets it: a smaller number is shown first. */
  readonly order: number;
  /** The features that this sample teaches, the most important first. */
  readonly uses: readonly FeaturePath[];
  /** What the sample asks for when it is used as it opens; a synthetic source may stand in for it. */
  readonly needs: readonly Need[];
  /** Without these the sample cannot do anything; the run page then says so instead of offering dead buttons. */
  readonly requires?: readonly FeaturePath[];
  /** Why the sample cannot be downloaded as one file; absent where it can. */
  readonly noStandalone?: string;
}
