import { expect, test } from 'vitest';
import { pairMetrics, phasesOf, transportMetrics } from '../../../src/lib/stats/path.ts';
import { between, figuresOf } from '../../../src/lib/stats/rates.ts';
import { playoutMetrics, receiveMetrics } from '../../../src/lib/stats/receive.ts';
import type {
  CandidatePair,
  InboundRtp,
  MediaPlayout,
  OutboundRtp,
  Transport,
} from '../../../src/lib/stats/reports.ts';
import { sendMetrics } from '../../../src/lib/stats/send.ts';

// Members that no recording has, or that stand still there: two made-up reports, one second apart, and figures by hand.

test('received sound', () => {
  const report = { id: 'I', kind: 'audio', ssrc: 1 } as const;
  const before: InboundRtp = {
    ...report,
    timestamp: 0,
    totalSamplesReceived: 0,
    concealedSamples: 0,
    silentConcealedSamples: 0,
    concealmentEvents: 0,
    insertedSamplesForDeceleration: 0,
    removedSamplesForAcceleration: 0,
    totalAudioEnergy: 0,
    totalSamplesDuration: 0,
  };
  const after: InboundRtp = {
    ...report,
    timestamp: 1000,
    totalSamplesReceived: 48_000,
    concealedSamples: 5760,
    silentConcealedSamples: 960,
    concealmentEvents: 3,
    insertedSamplesForDeceleration: 480,
    removedSamplesForAcceleration: 960,
    totalAudioEnergy: 0.01,
    totalSamplesDuration: 1,
  };
  const figures = figuresOf(receiveMetrics, between(before, after));
  expect(figures).toMatchObject({ concealedPercent: 10, concealmentEvents: 3, timeStretchPercent: 3 });
  expect(figures.levelDbfs).toBeCloseTo(-20);
});

test('received pictures', () => {
  const report = { id: 'I', kind: 'video', ssrc: 1 } as const;
  const zero = { totalInterFrameDelay: 0, totalSquaredInterFrameDelay: 0, framesRendered: 0, framesDecoded: 0 };
  const before: InboundRtp = {
    ...report,
    timestamp: 0,
    ...zero,
    framesReceived: 0,
    framesDropped: 0,
    pliCount: 0,
    totalCorruptionProbability: 0,
    corruptionMeasurements: 0,
    pauseCount: 0,
  };
  const after: InboundRtp = {
    ...report,
    timestamp: 2000,
    // Ten frames, by turns 100 and 300 ms apart: the mean is 200, the deviation 100.
    totalInterFrameDelay: 2,
    totalSquaredInterFrameDelay: 5 * 0.01 + 5 * 0.09,
    framesRendered: 10,
    framesDecoded: 16,
    framesReceived: 20,
    framesDropped: 3,
    pliCount: 1,
    totalCorruptionProbability: 0.5,
    corruptionMeasurements: 5,
    pauseCount: 1,
  };
  const figures = figuresOf(receiveMetrics, between(before, after));
  expect(figures).toMatchObject({
    interFrameMs: 200,
    fps: 8,
    droppedPercent: 15,
    decodedPercent: 80,
    decoderBacklog: 1,
    pliPerSecond: 0.5,
    corruptionProbability: 0.1,
    pauses: 1,
  });
  expect(figures.interFrameDeviationMs).toBeCloseTo(100);
});

test('playout', () => {
  const before: MediaPlayout = {
    id: 'AP',
    timestamp: 0,
    synthesizedSamplesDuration: 0,
    totalSamplesDuration: 0,
    totalSamplesCount: 0,
    totalPlayoutDelay: 0,
  };
  const after: MediaPlayout = {
    id: 'AP',
    timestamp: 1000,
    synthesizedSamplesDuration: 0.1,
    totalSamplesDuration: 1,
    totalSamplesCount: 48_000,
    totalPlayoutDelay: 1440,
  };
  expect(figuresOf(playoutMetrics, between(before, after))).toEqual({ synthesizedPercent: 10, playoutDelayMs: 30 });
});

test('sent: targets, pacing, retransmission, key frames', () => {
  const report = { id: 'O', kind: 'video', ssrc: 1 } as const;
  const before: OutboundRtp = {
    ...report,
    timestamp: 0,
    bytesSent: 0,
    packetsSent: 0,
    retransmittedPacketsSent: 0,
    totalPacketSendDelay: 0,
    framesEncoded: 0,
    totalEncodeTime: 0,
    totalEncodedBytesTarget: 0,
    keyFramesEncoded: 1,
  };
  const after: OutboundRtp = {
    ...report,
    timestamp: 1000,
    active: true,
    rid: 'h',
    targetBitrate: 500_000,
    bytesSent: 50_000,
    packetsSent: 50,
    retransmittedPacketsSent: 5,
    totalPacketSendDelay: 0.5,
    framesEncoded: 25,
    totalEncodeTime: 0.5,
    totalEncodedBytesTarget: 62_500,
    keyFramesEncoded: 2,
  };
  expect(figuresOf(sendMetrics, between(before, after))).toEqual({
    kbps: 400,
    targetKbps: 500,
    encodedTargetKbps: 500,
    retransmittedPercent: 10,
    encodeMs: 20,
    encodeBudgetPercent: 50,
    pacerMs: 10,
    fps: 25,
    keyFrames: 1,
    isActive: true,
    isStarved: false,
    rid: 'h',
  });
});

test('the way: checks that nobody answers, time since the last packet, switches', () => {
  const before: CandidatePair = {
    id: 'P',
    timestamp: 0,
    requestsSent: 2,
    responsesReceived: 2,
    totalRoundTripTime: 0.1,
  };
  const after: CandidatePair = {
    id: 'P',
    timestamp: 2000,
    requestsSent: 5,
    responsesReceived: 3,
    totalRoundTripTime: 0.15,
    currentRoundTripTime: 0.05,
    lastPacketReceivedTimestamp: 500,
  };
  const figures = figuresOf(pairMetrics, between(before, after));
  expect(figures).toMatchObject({ checksSent: 3, checksAnswered: 1, checksOpen: 2, silentMs: 1500, roundTripMs: 50 });
  expect(figures.meanRoundTripMs).toBeCloseTo(50);
  const transport = (timestamp: number, selectedCandidatePairChanges: number): Transport => ({
    id: 'T',
    timestamp,
    selectedCandidatePairChanges,
  });
  expect(figuresOf(transportMetrics, between(transport(0, 1), transport(1000, 3)))).toEqual({ pairChanges: 2 });
});

test('the phases of connecting; what was not reached is unknown', () => {
  const milestones = { startedMs: 100, firstCandidateMs: 105, checkingMs: 110, iceConnectedMs: 140 };
  expect(phasesOf({ ...milestones, connectedMs: 180, firstFrameMs: 250 })).toEqual({
    gatheringMs: 5,
    iceMs: 30,
    dtlsMs: 40,
    connectMs: 80,
    firstFrameMs: 150,
  });
  expect(phasesOf(milestones)).toEqual({
    gatheringMs: 5,
    iceMs: 30,
    dtlsMs: undefined,
    connectMs: undefined,
    firstFrameMs: undefined,
  });
});
