/** What one side sees: its history, what the other is doing, and where it writes. */
export interface Pane {
  readonly form: HTMLFormElement;
  readonly input: HTMLTextAreaElement;
  readonly sendAs: HTMLSelectElement;
  /** Adds a message to the history, and gives back the place for its tick. */
  add(whose: 'own' | 'theirs', content: string | ArrayBuffer | Uint8Array): HTMLElement;
  /** Says what the other is doing; nothing with an empty sentence. */
  showTyping(sentence: string): void;
  clear(): void;
}

/** The pane in the section with this id. */
export function openPane(id: string): Pane {
  const section = document.querySelector<HTMLElement>(`#${id}`)!;
  const history = section.querySelector<HTMLElement>('.history')!;
  const typing = section.querySelector<HTMLElement>('.typing')!;
  const form = section.querySelector<HTMLFormElement>('form')!;
  const input = section.querySelector<HTMLTextAreaElement>('textarea')!;

  // Enter also ends a word in an input method (Japanese, Chinese …): it must not send the half-written message then.
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  return {
    form,
    input,
    sendAs: section.querySelector<HTMLSelectElement>('select')!,
    add(whose, content) {
      const isText = typeof content === 'string';
      const text = isText ? content : new TextDecoder().decode(content);
      const detail = isText ? `text, ${text.length} characters` : `binary, ${content.byteLength} bytes`;
      const message = document.createElement('div');
      message.className = whose;
      // textContent shows a message as it was written; innerHTML would run what a stranger puts in it.
      const words = Object.assign(document.createElement('p'), { textContent: text });
      const small = document.createElement('small');
      const tick = document.createElement('span');
      small.append(`${new Date().toLocaleTimeString()}, ${detail} `, tick);
      message.append(words, small);
      history.append(message);
      history.scrollTop = history.scrollHeight;
      return tick;
    },
    showTyping(sentence) {
      typing.textContent = sentence;
    },
    clear() {
      history.replaceChildren();
    },
  };
}
