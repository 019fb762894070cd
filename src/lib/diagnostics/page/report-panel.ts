import { compareReports, type Difference } from '../compare.ts';
import { readReport, ReportError, reportOf, type Report, type Run } from '../report.ts';
import { reportHtml } from '../report-html.ts';
import { reportText } from '../report-text.ts';
import { verdictWords } from '../words.ts';
import { element, icon } from './dom.ts';

const panel = document.querySelector<HTMLElement>('#report')!;
const shorten = panel.querySelector<HTMLInputElement>('#shorten')!;
const preview = panel.querySelector<HTMLElement>('#preview')!;
const note = panel.querySelector<HTMLOutputElement>('#report-note')!;
const opened = panel.querySelector<HTMLElement>('#opened')!;
const own = panel.querySelector<HTMLElement>('#own-report')!;

let last: Run | undefined;
/** Reports from files, the first and the second. */
let first: Report | undefined;
let second: Report | undefined;

/** The run whose report can be saved now. */
export function offerReport(run: Run) {
  last = run;
  own.hidden = false;
  showPreview();
  showOpened();
}

function showPreview() {
  if (last) preview.textContent = JSON.stringify(reportOf(last, shorten.checked), null, 2);
}

function save(name: string, type: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  note.textContent = `Saved as ${name}.`;
}

const nameOf = ({ createdAt }: Report) => `peerlab-${createdAt.slice(0, 16).replace(/[T:]/g, '-')}`;

function withReport(act: (report: Report) => void) {
  if (last) act(reportOf(last, shorten.checked));
}

panel
  .querySelector('#save-json')!
  .addEventListener('click', () =>
    withReport((report) => save(`${nameOf(report)}.json`, 'application/json', JSON.stringify(report, null, 2))),
  );
panel
  .querySelector('#save-html')!
  .addEventListener('click', () =>
    withReport((report) => save(`${nameOf(report)}.html`, 'text/html', reportHtml(report))),
  );
panel.querySelector('#copy-text')!.addEventListener('click', () =>
  withReport((report) => {
    navigator.clipboard.writeText(reportText(report)).then(
      () => (note.textContent = 'Copied.'),
      () => (note.textContent = 'The browser refused the clipboard. Save the report as HTML and copy from there.'),
    );
  }),
);
shorten.addEventListener('change', showPreview);

for (const [id, keep] of [
  ['#open-report', (report: Report | undefined) => (first = report)],
  ['#open-second', (report: Report | undefined) => (second = report)],
] as const)
  panel.querySelector<HTMLInputElement>(id)!.addEventListener('change', ({ currentTarget }) => {
    const input = currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    void file.text().then((text) => {
      try {
        keep(readReport(text));
        note.textContent = `${file.name} is open.`;
        showOpened();
      } catch (error) {
        if (!(error instanceof ReportError)) throw error;
        note.textContent = `${file.name}: ${error.message}`;
      } finally {
        input.value = ''; // so that the same file can be chosen again
      }
    });
  });

/** One report: as it is. Two, or one and the run on this page: what is different. */
function showOpened() {
  const after = second ?? (last && first ? reportOf(last, shorten.checked) : undefined);
  opened.replaceChildren();
  if (!first) {
    if (second) opened.append(...wholeReport(second));
    return;
  }
  opened.append(...wholeReport(first));
  if (!after) return;
  const differences = compareReports(first, after);
  const heading = second ? 'What is different in the second report' : 'What is different in the run on this page';
  opened.append(element('h3', { textContent: heading }));
  if (differences.length === 0) opened.append(element('p', { textContent: 'Nothing: both have found the same.' }));
  else opened.append(element('ul', { className: 'differences' }, ...differences.map(differenceItem)));
}

function wholeReport({ createdAt, overall, probes, state }: Report): Node[] {
  const when = new Date(createdAt).toLocaleString();
  const items = probes.flatMap(({ probe, findings }) =>
    findings.map(({ verdict, sentence, subject, id }) =>
      element(
        'li',
        {},
        element('span', { className: `chip is-${verdict}` }, icon(verdict), verdictWords[verdict]),
        ` ${probe}${subject ? ` (${subject})` : ''}: ${sentence} `,
        element('code', { textContent: id }),
      ),
    ),
  );
  return [
    element('h3', { textContent: `Report of ${when}${state === 'cancelled' ? ', cancelled before its end' : ''}` }),
    element('p', {}, element('strong', { textContent: `${overall.title}.` })),
    element('ul', { className: 'findings' }, ...items),
  ];
}

function differenceItem({ probe, subject, before, after, figures }: Difference): HTMLElement {
  const said = (side: Difference['before']) => (side ? `${verdictWords[side.verdict]}, ${side.sentence}` : 'nothing');
  const head = element('strong', { textContent: `${probe}${subject ? ` (${subject})` : ''}: ` });
  if (figures.length > 0) {
    const changes = figures.map(
      ({ name, before: a, after: b }) => `${name} ${JSON.stringify(a)} → ${JSON.stringify(b)}`,
    );
    return element('li', {}, head, `${after?.id ?? ''}: ${changes.join(', ')}`);
  }
  return element('li', {}, head, `${said(before)} → ${said(after)}`);
}
