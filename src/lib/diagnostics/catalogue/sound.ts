import { entries } from './entry.ts';

export const sound = entries({});
