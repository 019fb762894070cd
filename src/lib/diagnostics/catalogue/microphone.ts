import { entries } from './entry.ts';

export const microphone = entries({});
