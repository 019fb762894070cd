import { hasFeature } from '../../shell/shell.ts';

const chip = document.querySelector<HTMLElement>('#supported')!;
const paths = JSON.parse(chip.dataset.requires!) as string[];
const missing = paths.filter((path) => !hasFeature(path, window));

chip.textContent = missing.length === 0 ? '✓ this browser has it' : `✗ this browser has no ${missing.join(', ')}`;
chip.className = missing.length === 0 ? 'yes' : 'no';
chip.hidden = false;
