import { encode } from 'uqr';
import { pack, type Answer, type Offer, type Packed } from './pasted.js';

/** The texts that this side has to give to the other, with their sizes, as text to copy and as a QR code. */
export function openOutbox(say: (sentence: string) => void) {
  const compress = document.querySelector<HTMLInputElement>('#compress')!;
  const own = document.querySelector<HTMLTextAreaElement>('#own')!;
  const sizes = document.querySelector<HTMLElement>('#sizes')!;
  const copyButton = document.querySelector<HTMLButtonElement>('#copy')!;
  const codeButton = document.querySelector<HTMLButtonElement>('#show')!;
  const code = document.querySelector<HTMLElement>('#code')!;
  const section = document.querySelector<HTMLElement>('#later')!;
  const candidates = document.querySelector<HTMLTextAreaElement>('#candidates')!;
  const copyCandidates = document.querySelector<HTMLButtonElement>('#copy-candidates')!;
  let given: Offer | Answer | undefined;
  let later: RTCIceCandidateInit[] = []; // found after it was given
  let description: Packed | undefined;
  let supplement: Packed | undefined;

  const chosen = (packed: Packed | undefined) => packed?.[compress.checked ? 'compressed' : 'plain'] ?? '';

  function render() {
    own.value = chosen(description);
    candidates.value = chosen(supplement);
    section.hidden = !supplement;
    copyButton.disabled = codeButton.disabled = !description;
    if (!description) code.hidden = true;
    codeButton.textContent = code.hidden ? 'Show QR code' : 'Hide QR code';
    if (!code.hidden) drawCode();
    const { plain = '', compressed = '' } = description ?? {};
    const share = Math.round((100 * compressed.length) / plain.length);
    sizes.textContent = description
      ? `${plain.length} characters plain, ${compressed.length} compressed (${share} %).`
      : 'No text yet.';
  }

  function drawCode() {
    const canvas = code.querySelector('canvas')!;
    const caption = code.querySelector('figcaption')!;
    // A phone that scans an offer opens this page with the offer in it. An answer belongs into the page that is open already.
    const isLink = given?.type === 'offer' && compress.checked && location.protocol !== 'file:';
    const content = isLink ? `${location.href.replace(/#.*/, '')}#${own.value}` : own.value;
    canvas.hidden = true;
    try {
      drawModules(canvas, encode(content, { ecc: 'L', border: 4 }).data);
      canvas.hidden = false;
      caption.textContent = isLink
        ? 'A link to this page that brings the offer along.'
        : 'The text as it stands above.';
    } catch {
      caption.textContent = `These ${content.length} characters are too long for one QR code, which holds 2953. Compress the text, or copy it.`;
    }
  }

  async function copy(field: HTMLTextAreaElement) {
    try {
      await navigator.clipboard.writeText(field.value);
      say('Copied. Send it to the other side in any way you like.');
    } catch {
      field.select(); // the browser, or a page around this one, does not let it copy
      say('The browser does not let this page copy. The text is selected: press Ctrl+C, or Command+C on a Mac.');
    }
  }

  compress.addEventListener('change', render);
  copyButton.addEventListener('click', () => void copy(own));
  copyCandidates.addEventListener('click', () => void copy(candidates));
  codeButton.addEventListener('click', () => {
    code.hidden = !code.hidden;
    render();
  });
  render();

  return {
    /** Shows the answer to an offer, or an offer if there is none to answer. */
    give(sdp: string, to?: string) {
      const next = (given = to === undefined ? { type: 'offer', sdp } : { type: 'answer', sdp, to });
      void pack(next).then((packed) => {
        if (given !== next) return;
        description = packed;
        render();
      });
    },
    /** A candidate that comes later has to be carried too: all of them in one text, since one that comes twice does no harm. */
    addCandidate(candidate: RTCIceCandidateInit) {
      if (!given) return; // it will stand in the description
      const candidates = (later = [...later, candidate]);
      void pack({ type: 'candidates', candidates }).then((packed) => {
        if (later !== candidates) return;
        supplement = packed;
        render();
      });
    },
    clear() {
      given = description = supplement = undefined;
      later = [];
      render();
    },
  };
}

/** Draws dark modules on white, in any colour scheme: that is what cameras look for. */
function drawModules(canvas: HTMLCanvasElement, modules: readonly (readonly boolean[])[]) {
  const scale = Math.max(2, Math.floor(480 / modules.length)); // pixels; whole ones keep the edges sharp
  canvas.width = canvas.height = modules.length * scale;
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = 'black';
  for (const [y, row] of modules.entries())
    for (const [x, isDark] of row.entries()) if (isDark) context.fillRect(x * scale, y * scale, scale, scale);
}
