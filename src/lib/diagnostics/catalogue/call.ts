import { entries } from './entry.ts';

export const call = entries({});
