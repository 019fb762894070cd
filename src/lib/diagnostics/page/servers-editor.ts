import { checkServer, checkUrl, parseServers, ServersError, type IceServer } from '../servers.ts';

const rows = document.querySelector<HTMLElement>('#server-rows')!;
const rowTemplate = document.querySelector<HTMLTemplateElement>('#server-row')!;
const addButton = document.querySelector<HTMLButtonElement>('#add-server')!;
const json = document.querySelector<HTMLTextAreaElement>('#servers-json')!;
const importButton = document.querySelector<HTMLButtonElement>('#import-servers')!;
const note = document.querySelector<HTMLOutputElement>('#servers-note')!;
const fold = document.querySelector<HTMLDetailsElement>('#servers')!;

const field = (row: Element, name: string) => row.querySelector<HTMLInputElement>(`[name="${name}"]`)!;

/** The servers as they are typed now; empty rows do not count. They live in these fields and nowhere else. */
export function typedServers(): IceServer[] {
  return [...rows.children].flatMap((row) => {
    const [url, username, credential] = ['url', 'username', 'credential'].map((name) => field(row, name).value);
    if (!url?.trim()) return [];
    return [{ url: url.trim(), ...(username ? { username } : {}), ...(credential ? { credential } : {}) }];
  });
}

/** Adds a row for each server, in the place of empty ones. */
export function addServers(servers: readonly IceServer[]) {
  for (const row of [...rows.children]) if (field(row, 'url').value === '') row.remove();
  for (const server of servers) addRow(server);
  if (rows.children.length === 0) addRow();
  if (servers.length > 0) fold.open = true;
}

function addRow(server?: IceServer): Element {
  const fragment = rowTemplate.content.cloneNode(true) as DocumentFragment;
  const row = fragment.firstElementChild!;
  rows.append(fragment);
  field(row, 'url').value = server?.url ?? '';
  field(row, 'username').value = server?.username ?? '';
  field(row, 'credential').value = server?.credential ?? '';
  const check = () => {
    const typed = {
      url: field(row, 'url').value.trim(),
      username: field(row, 'username').value,
      credential: field(row, 'credential').value,
    };
    const complaint =
      typed.url === '' ? undefined : server || typed.credential ? checkServer(typed) : checkUrl(typed.url);
    field(row, 'url').setAttribute('aria-invalid', String(complaint !== undefined));
    row.querySelector('.complaint')!.textContent = complaint ?? '';
  };
  for (const name of ['url', 'username', 'credential']) field(row, name).addEventListener('change', check);
  row.querySelector('.show-password')!.addEventListener('click', ({ currentTarget }) => {
    const password = field(row, 'credential');
    password.type = password.type === 'password' ? 'text' : 'password';
    (currentTarget as Element).setAttribute('aria-pressed', String(password.type === 'text'));
  });
  row.querySelector('.remove')!.addEventListener('click', () => {
    row.remove();
    if (rows.children.length === 0) addRow();
    addButton.focus();
  });
  return row;
}

addButton.addEventListener('click', () => {
  field(addRow(), 'url').focus();
});
importButton.addEventListener('click', () => {
  try {
    const servers = parseServers(json.value);
    addServers(servers);
    json.value = ''; // it may have held a password
    note.textContent = `${servers.length} ${servers.length === 1 ? 'server' : 'servers'} added.`;
  } catch (error) {
    if (!(error instanceof ServersError)) throw error;
    note.textContent = error.message; // what was typed stays
  }
});
addRow();
