import { catalogue } from '../catalogue/index.ts';
import { systems, type Step, type System } from '../catalogue/entry.ts';
import { worst, type Finding } from '../finding.ts';
import { stepFor } from '../overall.ts';
import type { Probe, Question, View } from '../probe.ts';
import { systemNames, verdictWords } from '../words.ts';
import { thresholds } from '../../stats/thresholds.ts';
import { element, icon } from './dom.ts';
import { views } from './views.ts';

/** The card of one check. */
export interface Card {
  readonly article: HTMLElement;
  say(sentence: string): void;
  show(view: View): void;
  /** Shows all that was found so far, the worst first. */
  update(findings: readonly Finding[]): void;
  /** Puts a question with its answers as buttons; `undefined` after its time, or when the signal aborts. */
  ask(question: Question, signal: AbortSignal): Promise<string | undefined>;
  finish(state: 'done' | 'cancelled'): void;
  close(): void;
}

/** What a card needs of the page around it. */
export interface CardOptions {
  readonly system: System;
  readonly findingPage: (id: string) => string;
  readonly again: () => void;
}

/** Makes the card of a check that begins. */
export function card(probe: Probe, options: CardOptions): Card {
  const heading = element('h3', { textContent: probe.title });
  const now = element('p', { className: 'now', textContent: 'Checking …' });
  const body = element('div', { className: 'body' });
  const questions = element('div', { className: 'questions' });
  const pictures = views();
  const again = element('button', {
    type: 'button',
    className: 'button again',
    textContent: 'Check again',
    hidden: true,
  });
  again.setAttribute('aria-label', `Check again: ${probe.title}`);
  again.addEventListener('click', options.again);
  const head = element('header', {}, heading, again);
  const text = element('div', { className: 'text' }, now, questions, body);
  const article = element('article', { className: 'card result running' }, head, text, pictures.container);
  article.dataset.probe = probe.id;
  article.setAttribute('aria-label', probe.title);
  article.setAttribute('aria-busy', 'true');

  return {
    article,
    say: (sentence) => (now.textContent = sentence),
    show: (view) => pictures.show(view),
    update(findings) {
      const top = worst(findings);
      if (!top) return;
      article.dataset.finding = top.id;
      article.dataset.verdict = top.verdict;
      head.replaceChildren(chip(top), heading, again);
      const others = findings.filter((one) => one !== top);
      body.replaceChildren(...said(top, options), ...others.map((one) => further(one, options)));
    },
    ask: (question, signal) => ask(questions, question, signal),
    finish(state) {
      pictures.finish();
      article.classList.remove('running');
      article.setAttribute('aria-busy', 'false');
      now.textContent = state === 'cancelled' ? 'Cancelled before it was over.' : '';
      now.hidden = state === 'done';
      again.hidden = false;
    },
    close() {
      pictures.close();
      article.remove();
    },
  };
}

function chip({ verdict }: Finding): HTMLElement {
  return element('span', { className: `chip is-${verdict}` }, icon(verdict), verdictWords[verdict]);
}

/** A finding beside the worst one. */
function further(found: Finding, options: CardOptions): HTMLElement {
  const section = element('section', { className: 'further' }, chip(found), ...said(found, options));
  section.dataset.finding = found.id;
  section.dataset.verdict = found.verdict;
  return section;
}

/** Everything that is said about a finding: the sentence, the cause, what to do, and what an administrator wants to know. */
function said(found: Finding, { system, findingPage }: CardOptions): Node[] {
  const { title, meaning, causes, fix, forIt } = catalogue[found.id];
  const wrong = found.verdict === 'fail' || found.verdict === 'warn';
  const parts: Node[] = [element('p', { className: 'sentence', textContent: found.sentence })];
  if (found.subject !== undefined) parts.unshift(element('p', { className: 'subject', textContent: found.subject }));
  if (wrong) parts.unshift(element('h4', { textContent: title }));
  if (wrong && causes[0] !== undefined)
    parts.push(element('p', {}, element('strong', { textContent: 'Likely cause: ' }), causes[0]));
  if (fix.length > 0 && found.verdict !== 'pass')
    parts.push(
      element('h4', { textContent: wrong ? 'Do this' : 'You can' }),
      element('ol', {}, ...fix.map((step) => element('li', {}, ...stepNodes(step, system)))),
    );
  const facts = element('pre', {
    tabIndex: 0,
    role: 'region',
    ariaLabel: `Evidence of ${found.id}`,
    textContent: JSON.stringify(found.evidence, null, 2),
  });
  const link = element('a', { href: findingPage(found.id), textContent: found.id });
  const details = element(
    'details',
    {},
    element('summary', { textContent: 'For IT' }),
    element('p', { textContent: meaning }),
    element('p', { textContent: forIt }),
    element('p', {}, `Thresholds ${thresholds.version} · `, link),
    ...(Object.keys(found.evidence).length > 0 ? [facts] : []),
  );
  return [...parts, details];
}

/** A step for the system of this machine, and folded for the others: people also help people. */
function stepNodes(step: Step, system: System): Node[] {
  if (typeof step === 'string') return [document.createTextNode(step)];
  const others = systems
    .filter((one) => one !== system)
    .map((one) => element('li', {}, element('strong', { textContent: `${systemNames[one]}: ` }), stepFor(step, one)));
  return [
    document.createTextNode(stepFor(step, system)),
    element('details', {}, element('summary', { textContent: 'On another system' }), element('ul', {}, ...others)),
  ];
}

async function ask(
  place: HTMLElement,
  { text, answers, timeoutMs }: Question,
  signal: AbortSignal,
): Promise<string | undefined> {
  const buttons = answers.map(({ value, label }) =>
    element('button', { type: 'button', className: 'button', value, textContent: label }),
  );
  const left = element('p', { className: 'now' });
  const fieldset = element(
    'fieldset',
    {},
    element('legend', { textContent: text }),
    element('div', { className: 'actions' }, ...buttons),
    left,
  );
  place.append(fieldset);
  const ended = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  // Seen, not spoken: a live region that counts would drown the question.
  let seconds = Math.ceil(timeoutMs / 1000);
  const countDown = () => (left.textContent = `The check goes on without an answer in ${seconds--} seconds.`);
  countDown();
  const timer = setInterval(countDown, 1000);
  try {
    return await new Promise((resolve) => {
      for (const button of buttons) button.addEventListener('click', () => resolve(button.value));
      ended.addEventListener('abort', () => resolve(undefined));
      if (ended.aborted) resolve(undefined);
    });
  } finally {
    clearInterval(timer);
    fieldset.remove();
  }
}
