// What samples use of the platform and TypeScript's own libraries do not declare. Types only; nothing here runs.

// AudioWorkletGlobalScope: Web Audio API, section 1.32. A processor's file runs there and not on the page.
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
/** Samples per second of the context. */
declare const sampleRate: number;
declare function registerProcessor(
  name: string,
  processor: new (options: AudioWorkletNodeOptions) => AudioWorkletProcessor,
): void;

// DedicatedWorkerGlobalScope of an encoded transform: WebRTC Encoded Transform, section 4.
interface RTCRtpScriptTransformer extends EventTarget {
  readonly readable: ReadableStream<RTCEncodedVideoFrame | RTCEncodedAudioFrame>;
  readonly writable: WritableStream<RTCEncodedVideoFrame | RTCEncodedAudioFrame>;
  readonly options: unknown;
}
interface RTCTransformEvent extends Event {
  readonly transformer: RTCRtpScriptTransformer;
}

// File System Access, section 3.3. Not in every browser, so it is looked for before it is used.
interface Window {
  showSaveFilePicker(options?: { suggestedName?: string }): Promise<FileSystemFileHandle>;
}

// One of the agreed codecs, to be sent from now on (WebRTC 1.0, section 5.2.5), and its layers (Scalable Video Coding, section 3).
interface RTCRtpEncodingParameters {
  codec?: RTCRtpCodec;
  scalabilityMode?: string;
}

// Header extensions that a page may choose among: WebRTC Extensions, section 5. Not in every browser.
interface RTCRtpHeaderExtensionCapability {
  uri: string;
  direction?: RTCRtpTransceiverDirection;
}
interface RTCRtpTransceiver {
  getHeaderExtensionsToNegotiate(): Required<RTCRtpHeaderExtensionCapability>[];
  setHeaderExtensionsToNegotiate(extensions: readonly RTCRtpHeaderExtensionCapability[]): void;
}

// Region Capture, sections 4 and 5, and Element Capture, section 4: for tabs only, and not in every browser. A target is opaque.
declare const CropTarget: { fromElement(element: Element): Promise<object> };
declare const RestrictionTarget: { fromElement(element: Element): Promise<object> };
interface BrowserCaptureMediaStreamTrack extends MediaStreamTrack {
  cropTo(target: object | null): Promise<void>;
  restrictTo(target: object | null): Promise<void>;
}

// Screen Capture, section 5.4.
interface DisplayMediaStreamOptions {
  preferCurrentTab?: boolean;
}

/** File System Standard, section 2.5: a file of the page's own, written directly. In workers only. */
interface FileSystemSyncAccessHandle {
  /** Writes at the place where the last writing ended, and gives the number of bytes written. */
  write(data: AllowSharedBufferSource): number;
  close(): void;
}
interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>;
}
