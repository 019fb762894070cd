/** One row of the editor, as it was typed. */
export interface Server {
  readonly url: string;
  readonly username: string;
  readonly credential: string;
  readonly enabled: boolean;
}

const list = document.querySelector<HTMLDivElement>('#servers')!;
const template = document.querySelector<HTMLTemplateElement>('#server-row')!;
const field = (row: Element, name: string) => row.querySelector<HTMLInputElement>(`[name="${name}"]`)!;

/** Adds a row at the end. The password is kept in its field only: not in storage, and not in the address of the page. */
export function addServer({ url = '', username = '', credential = '', enabled = true }: Partial<Server>) {
  const row = document.importNode(template.content, true).firstElementChild!;
  field(row, 'url').value = url;
  field(row, 'username').value = username;
  field(row, 'credential').value = credential;
  field(row, 'enabled').checked = enabled;
  row.querySelector('button')!.addEventListener('click', () => {
    row.remove();
    number();
  });
  list.append(row);
  number();
}

/** What stands in the rows now. */
export function readServers(): Server[] {
  return [...list.children].map((row) => ({
    url: field(row, 'url').value.trim(),
    username: field(row, 'username').value,
    credential: field(row, 'credential').value,
    enabled: field(row, 'enabled').checked,
  }));
}

function number() {
  for (const [index, row] of [...list.children].entries()) {
    row.querySelector('legend')!.textContent = `Server ${index + 1}`;
    row.querySelector('button')!.setAttribute('aria-label', `Remove server ${index + 1}`);
  }
}
