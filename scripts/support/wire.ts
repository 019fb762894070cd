import type { Page } from 'playwright';

/** What a page cost on the wire until it was quiet: headers and bodies as they were sent, compressed. */
export interface Wire {
  readonly bytes: number;
  readonly scriptBytes: number;
  readonly requests: number;
}

/** Opens an address with an empty cache and counts what comes over the wire, frames included. */
export async function wireOf(page: Page, url: string): Promise<Wire> {
  const session = await page.context().newCDPSession(page);
  const types = new Map<string, string>();
  const wire = { bytes: 0, scriptBytes: 0, requests: 0 };
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    wire.requests += 1;
    wire.bytes += encodedDataLength;
    if (types.get(requestId) === 'Script') wire.scriptBytes += encodedDataLength;
  });
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto(url, { waitUntil: 'networkidle' });
  await session.detach();
  return wire;
}
