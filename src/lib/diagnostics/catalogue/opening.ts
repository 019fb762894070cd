import { entries } from './entry.ts';

export const opening = entries({});
