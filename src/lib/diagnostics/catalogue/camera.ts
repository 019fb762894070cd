import { entries } from './entry.ts';

export const camera = entries({});
