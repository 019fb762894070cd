import { entries } from './entry.ts';

export const network = entries({});
