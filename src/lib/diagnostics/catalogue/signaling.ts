import { entries } from './entry.ts';

export const signaling = entries({});
