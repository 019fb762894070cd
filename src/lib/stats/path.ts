import type { Path } from './joins.ts';
import { difference, growth, rate, ratio, scaled, type Figures, type Metrics } from './rates.ts';
import type { Candidate, CandidatePair, Transport } from './reports.ts';

// Each metric with its formula; Δ is the growth between two reports, Δt the time between their timestamps.

/** Of the way that is in use, by two reports of `candidate-pair`. */
export const pairMetrics = {
  /** 8·ΔbytesSent / Δt over everything: sound, picture, data, RTCP, checks. */
  sentKbps: (b) => rate(b, 'bytesSent', 8 / 1000),
  /** 8·ΔbytesReceived / Δt. */
  receivedKbps: (b) => rate(b, 'bytesReceived', 8 / 1000),
  /** currentRoundTripTime: of the last check that was answered. */
  roundTripMs: ({ after }) => scaled(after.currentRoundTripTime, 1000),
  /** ΔtotalRoundTripTime / ΔresponsesReceived: over all checks since. */
  meanRoundTripMs: (b) => ratio(b, 'totalRoundTripTime', 'responsesReceived', 1000),
  /** availableOutgoingBitrate: a lower bound, for what is not needed is not tried out. */
  availableOutgoingKbps: ({ after }) => scaled(after.availableOutgoingBitrate, 1 / 1000),
  /** ΔrequestsSent: consent checks (RFC 7675), about one in 5 s. */
  checksSent: (b) => growth(b, 'requestsSent'),
  /** ΔresponsesReceived. */
  checksAnswered: (b) => growth(b, 'responsesReceived'),
  /** requestsSent − responsesReceived: one is under way at times; more, and the other side does not answer. */
  checksOpen: ({ after: { requestsSent, responsesReceived } }) => difference(requestsSent, responsesReceived),
  /** timestamp − lastPacketReceivedTimestamp: for how long nothing has come. */
  silentMs: ({ after }) => {
    const silentMs = difference(after.timestamp, after.lastPacketReceivedTimestamp);
    return silentMs === undefined ? undefined : Math.max(0, silentMs); // the two are rounded differently
  },
  /** ΔpacketsDiscardedOnSend: the operating system did not take them. */
  discardedOnSend: (b) => growth(b, 'packetsDiscardedOnSend'),
} satisfies Metrics<CandidatePair>;
export type PairFigures = Figures<typeof pairMetrics>;

/** Of what carries the streams, by two reports of `transport`. */
export const transportMetrics = {
  /** ΔselectedCandidatePairChanges. The first selection, and what follows while better ways are found, belongs to the beginning. */
  pairChanges: (b) => growth(b, 'selectedCandidatePairChanges'),
  dtlsState: ({ after }) => after.dtlsState,
  /** tlsVersion: FEFD is DTLS 1.2, FEFC is DTLS 1.3. */
  tlsVersion: ({ after }) => after.tlsVersion,
  dtlsCipher: ({ after }) => after.dtlsCipher,
  srtpCipher: ({ after }) => after.srtpCipher,
  iceRole: ({ after }) => after.iceRole,
  dtlsRole: ({ after }) => after.dtlsRole,
} satisfies Metrics<Transport>;
export type TransportFigures = Figures<typeof transportMetrics>;

/** What kind of end a way has; addresses stay out. */
export const candidateMetrics = {
  /** candidateType: host, srflx, prflx or relay. */
  type: ({ after }) => after.candidateType,
  protocol: ({ after }) => after.protocol,
  /** relayProtocol: how the TURN server is spoken to. */
  relayProtocol: ({ after }) => after.relayProtocol,
  /** url: the server that it came from. */
  url: ({ after }) => after.url,
  networkType: ({ after }) => after.networkType,
  tcpType: ({ after }) => after.tcpType,
} satisfies Metrics<Candidate>;
export type CandidateFigures = Figures<typeof candidateMetrics>;

/** Whether packets take another way than before: another pair, or the same between other addresses. */
export function isSwitched(before: Path, after: Path): boolean {
  const end = (candidate: Candidate | undefined) => [candidate?.protocol, candidate?.address, candidate?.port].join();
  return (
    before.pair.id !== after.pair.id ||
    end(before.local) !== end(after.local) ||
    end(before.remote) !== end(after.remote)
  );
}

/** When a connection reached what, in milliseconds of one clock; what it did not reach is missing. */
export interface Milestones {
  /** When the offer was set, which begins gathering. */
  readonly startedMs: number;
  readonly firstCandidateMs?: number | undefined;
  /** When `iceConnectionState` became checking. */
  readonly checkingMs?: number | undefined;
  /** When `iceConnectionState` became connected. */
  readonly iceConnectedMs?: number | undefined;
  /** When `connectionState` became connected: DTLS is done as well. */
  readonly connectedMs?: number | undefined;
  readonly firstFrameMs?: number | undefined;
}

/** How long each part of connecting took. */
export interface Phases {
  /** Until the first candidate was there. */
  readonly gatheringMs: number | undefined;
  /** From checking to connected: finding a way. */
  readonly iceMs: number | undefined;
  /** From there until keys were agreed upon. */
  readonly dtlsMs: number | undefined;
  /** From the beginning until connected. */
  readonly connectMs: number | undefined;
  /** From the beginning to the first frame. */
  readonly firstFrameMs: number | undefined;
}

/** See {@link Phases}. */
export function phasesOf(m: Milestones): Phases {
  return {
    gatheringMs: difference(m.firstCandidateMs, m.startedMs),
    iceMs: difference(m.iceConnectedMs, m.checkingMs),
    dtlsMs: difference(m.connectedMs, m.iceConnectedMs),
    connectMs: difference(m.connectedMs, m.startedMs),
    firstFrameMs: difference(m.firstFrameMs, m.startedMs),
  };
}
