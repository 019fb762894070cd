import { reportJsonSchema } from '../../lib/diagnostics/report.ts';

export const GET = () => new Response(JSON.stringify(reportJsonSchema(), null, 2));
