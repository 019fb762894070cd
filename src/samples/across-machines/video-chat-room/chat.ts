/** The lines that the two write to each other. `send` carries one to the other side. */
export function openChat(send: (text: string) => void) {
  const log = document.querySelector<HTMLElement>('#log')!;
  const form = document.querySelector<HTMLFormElement>('#say')!;
  const field = document.querySelector<HTMLInputElement>('#text')!;
  const button = document.querySelector<HTMLButtonElement>('#send')!;

  const add = (who: string, text: string) => {
    // textContent, because somebody else has written it; `dir=auto`, because it may run from right to left.
    const words = Object.assign(document.createElement('span'), { dir: 'auto', textContent: text });
    const line = document.createElement('p');
    line.append(`${who}: `, words);
    log.append(line);
    if (log.childElementCount > 200) log.firstElementChild!.remove(); // somebody may write without end
    log.scrollTop = log.scrollHeight;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault(); // or the browser would load the page anew
    if (button.disabled || field.value === '') return; // what cannot be sent stays in the field
    send(field.value);
    add('you', field.value);
    field.value = '';
  });

  return {
    hear: (text: string) => add('the other', text),
    allow: (isThere: boolean) => (button.disabled = !isThere),
    clear: () => log.replaceChildren(),
  };
}
