import { verdictWords } from './words.ts';
import { reportFacts } from './report-text.ts';
import type { Report } from './report.ts';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
article { margin: 1rem 0; padding: 0.5rem 1rem; border: 1px solid; border-left-width: 6px; border-radius: 8px; }
.fail { border-color: light-dark(#b3261e, #ff8a80); }
.warn { border-color: light-dark(#8a5300, #edb659); }
.pass { border-color: light-dark(#1d6b37, #79d692); }
pre { white-space: pre-wrap; font-size: 0.85rem; }
`;

/** A report as one HTML file that needs nothing else: no script, no request, and every text of it only text. */
export function reportHtml(report: Report): string {
  const page = document.implementation.createHTMLDocument(report.overall.title);
  const element = (name: string, text: string, className = '') =>
    Object.assign(page.createElement(name), { textContent: text, className });
  const policy = page.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "default-src 'none'; style-src 'unsafe-inline'";
  const charset = page.createElement('meta');
  charset.setAttribute('charset', 'utf-8');
  page.documentElement.lang = 'en';
  page.head.prepend(charset, policy);

  const { overall, iceServers, probes } = report;
  page.body.append(element('h1', `${overall.title}.`), element('p', reportFacts(report)));
  if (overall.first) page.body.append(element('p', `First: ${overall.first}`));
  if (iceServers.length > 0) page.body.append(element('p', `Servers: ${iceServers.join(', ')}`));
  for (const { probe, findings } of probes)
    for (const { id, verdict, title, sentence, subject, evidence } of findings) {
      const article = page.createElement('article');
      article.className = verdict;
      article.append(
        element('h2', `${verdictWords[verdict]}: ${title}`),
        element('p', sentence),
        element('p', `${probe}, ${id}${subject ? `, ${subject}` : ''}`),
        element('pre', JSON.stringify(evidence, null, 2)),
      );
      page.body.append(article);
    }
  // The style comes in as text: this page's own policy would refuse it in an element.
  return `<!doctype html>\n${page.documentElement.outerHTML.replace('</head>', `<style>${style}</style></head>`)}\n`;
}
