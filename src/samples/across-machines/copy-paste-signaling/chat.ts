const mostLines = 200; // older ones go, so that nobody can fill the memory of the page

/** The lines that the two sides write to each other, and the field for the next one. */
export function openChat(write: (text: string) => boolean) {
  const log = document.querySelector<HTMLElement>('#log')!;
  const form = document.querySelector<HTMLFormElement>('#say')!;
  const field = document.querySelector<HTMLInputElement>('#text')!;

  const add = (who: string, text: string) => {
    // textContent, because somebody else has written it.
    log.append(Object.assign(document.createElement('p'), { textContent: `${who}: ${text}` }));
    while (log.childElementCount > mostLines) log.firstElementChild!.remove();
    log.scrollTop = log.scrollHeight;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // The field is emptied only after that: what could not be sent is not lost.
    if (field.value === '' || !write(field.value)) return;
    add('this side', field.value);
    field.value = '';
  });
  return {
    add,
    enable(isConnected: boolean) {
      form.querySelector('button')!.disabled = !isConnected;
    },
  };
}
