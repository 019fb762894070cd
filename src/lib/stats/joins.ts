import type {
  Candidate,
  CandidatePair,
  Codec,
  InboundRtp,
  MediaPlayout,
  MediaSource,
  OutboundRtp,
  RemoteInboundRtp,
  RemoteOutboundRtp,
  Report,
  Reports,
  Transport,
} from './reports.ts';

/** A stream that arrives, with what belongs to it. */
export interface Inbound {
  readonly stream: InboundRtp;
  readonly codec: Codec | undefined;
  readonly remote: RemoteOutboundRtp | undefined;
  readonly playout: MediaPlayout | undefined;
  readonly transport: Transport | undefined;
}

/** A stream that is sent, with what belongs to it. */
export interface Outbound {
  readonly stream: OutboundRtp;
  readonly codec: Codec | undefined;
  readonly remote: RemoteInboundRtp | undefined;
  readonly source: MediaSource | undefined;
  readonly transport: Transport | undefined;
}

/** The way that packets take. */
export interface Path {
  readonly transport: Transport | undefined;
  readonly pair: CandidatePair;
  readonly local: Candidate | undefined;
  readonly remote: Candidate | undefined;
}

const byId = <T extends Report>(list: readonly T[], id: string | undefined) => list.find((one) => one.id === id);

/** Every stream that arrives, joined by `codecId`, `remoteId`, `playoutId` and `transportId`. */
export function inboundOf(reports: Reports): Inbound[] {
  return reports.inbound.map((stream) => ({
    stream,
    codec: byId(reports.codecs, stream.codecId),
    remote: byId(reports.remoteOutbound, stream.remoteId),
    playout: byId(reports.playouts, stream.playoutId),
    transport: byId(reports.transports, stream.transportId),
  }));
}

/**
 * Every stream that is sent, joined by `codecId`, `remoteId`, `mediaSourceId` and `transportId`. Firefox has no
 * `mediaSourceId`: there the source is that of the track that `trackIds` names for the stream's `mid`, or the only one of its
 * kind.
 */
export function outboundOf(reports: Reports, trackIds: ReadonlyMap<string, string> = new Map()): Outbound[] {
  const sourceOf = ({ mediaSourceId, mid, kind }: OutboundRtp) => {
    if (mediaSourceId !== undefined) return byId(reports.sources, mediaSourceId);
    const trackId = trackIds.get(mid ?? '');
    const ofKind = reports.sources.filter((source) => source.kind === kind);
    if (trackId !== undefined) return ofKind.find(({ trackIdentifier }) => trackIdentifier === trackId);
    return ofKind.length === 1 ? ofKind[0] : undefined;
  };
  return reports.outbound.map((stream) => ({
    stream,
    codec: byId(reports.codecs, stream.codecId),
    remote: byId(reports.remoteInbound, stream.remoteId),
    source: sourceOf(stream),
    transport: byId(reports.transports, stream.transportId),
  }));
}

/** Which track each media section sends, for {@link outboundOf}. */
export function trackIdsOf(connection: RTCPeerConnection): ReadonlyMap<string, string> {
  const sending = connection.getTransceivers().filter(({ mid, sender }) => mid !== null && sender.track);
  return new Map(sending.map(({ mid, sender }) => [mid!, sender.track!.id]));
}

/**
 * The way that each transport uses. Without `selectedCandidatePairId` it is the pair that Firefox marks as `selected`; without
 * such a mark the nominated one that succeeded and carried most.
 */
export function pathsOf(reports: Reports): Path[] {
  const transports = reports.transports.length > 0 ? reports.transports : [undefined];
  return transports.flatMap((transport) => {
    const pairs = reports.pairs.filter(({ transportId }) => !transport || !transportId || transportId === transport.id);
    const pair = selectedOf(pairs, transport);
    if (!pair) return [];
    return {
      transport,
      pair,
      local: byId(reports.localCandidates, pair.localCandidateId),
      remote: byId(reports.remoteCandidates, pair.remoteCandidateId),
    };
  });
}

function selectedOf(pairs: readonly CandidatePair[], transport: Transport | undefined): CandidatePair | undefined {
  if (transport?.selectedCandidatePairId !== undefined) return byId(pairs, transport.selectedCandidatePairId);
  const carried = ({ bytesSent = 0, bytesReceived = 0 }: CandidatePair) => bytesSent + bytesReceived;
  return (
    pairs.find(({ selected }) => selected) ??
    pairs
      .filter(({ nominated, state }) => nominated && state === 'succeeded')
      .sort((a, b) => carried(b) - carried(a))[0]
  );
}
