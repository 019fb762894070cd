/** What a visitor has chosen in the catalogue; an empty text asks for nothing. */
export interface Choice {
  readonly api: string;
  readonly need: string;
  readonly browser: string;
}

/** What a card says of its sample, each a list. */
export interface CardFacts {
  readonly uses: readonly string[];
  readonly needs: readonly string[];
  readonly browsers: readonly string[];
}

/** Whether a sample fits a choice. An API is found by its members too: `RTCPeerConnection` finds `RTCPeerConnection.getStats`. */
export function fits({ uses, needs, browsers }: CardFacts, { api, need, browser }: Choice): boolean {
  return (
    (!api || uses.some((feature) => feature === api || feature.startsWith(`${api}.`))) &&
    (!need || needs.includes(need)) &&
    (!browser || browsers.includes(browser))
  );
}

/** Reads a choice from an address (`?api=…&need=…&browser=…`); what is not there asks for nothing. */
export function choiceOf(address: URLSearchParams): Choice {
  const read = (name: string) => address.get(name) ?? '';
  return { api: read('api'), need: read('need'), browser: read('browser') };
}
