import type { Figures } from './figures.js';
import { graph } from './graph.js';

const figure = (id: string) => document.querySelector<HTMLElement>(id)!;
const excess = document.querySelector<HTMLParagraphElement>('#excess')!;

const bitrate = graph(figure('#bitrate'), 'Bitrate', 'kbps', ['sent', 'target', 'available'], 'powers of ten');
const frameRate = graph(figure('#frame-rate'), 'Frames per second', 'fps', ['sent', 'received']);
const width = graph(figure('#width'), 'Picture width', 'px', ['sent', 'received']);
const reasons = ['none', 'cpu', 'bandwidth', 'other'];
const limitation = graph(figure('#limitation'), 'What limits the quality', '', ['reason'], reasons);

/** Draws one more moment, and says so where more is sent than was asked for. */
export function showFigures(second: number, figures: Figures, limitKbps: number | undefined) {
  bitrate.add(second, { sent: figures.sentKbps, target: figures.targetKbps, available: figures.availableKbps });
  frameRate.add(second, { sent: figures.sentPerSecond, received: figures.receivedPerSecond });
  width.add(second, { sent: figures.sentWidth, received: figures.receivedWidth });
  limitation.add(second, { reason: figures.limitation });
  const { sentKbps } = figures;
  const over = limitKbps !== undefined && sentKbps !== undefined && sentKbps > limitKbps * 1.3;
  excess.textContent = over ? `Sent ${Math.round(sentKbps)} kbps, more than the ${limitKbps} kbps asked for.` : '';
}

/** Forgets the call before. */
export function clearFigures() {
  for (const each of [bitrate, frameRate, width, limitation]) each.clear();
  excess.textContent = '';
}
