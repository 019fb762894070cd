import { addServer, readServers } from './server-editor.js';
import { jsonOf, linkOf, readLink, serversOfJson, type Settings } from './sharing.js';

const json = document.querySelector<HTMLTextAreaElement>('#json')!;
const result = document.querySelector<HTMLTextAreaElement>('#result')!;
const button = (id: string) => document.querySelector<HTMLButtonElement>(id)!;

/** Makes the buttons for JSON and link work, and takes over what the address of the page carries. */
export function wireSharing(
  read: () => Settings,
  write: (settings: Settings) => void,
  say: (sentence: string) => void,
) {
  const show = (text: string, sentence: string) => {
    result.value = text;
    result.select();
    say(sentence);
  };
  const trying = (action: () => void) => {
    try {
      action();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  };

  button('#import').addEventListener('click', () =>
    trying(() => {
      const servers = serversOfJson(json.value);
      servers.forEach(addServer);
      say(`${servers.length} rows were added to those that were there.`);
    }),
  );
  button('#export').addEventListener('click', () =>
    show(jsonOf(readServers()), 'The servers are below as JSON, passwords too: show them to nobody.'),
  );
  button('#share').addEventListener('click', () =>
    show(linkOf(readServers(), read()), 'The link is below, without usernames and passwords.'),
  );
  trying(() => {
    const link = readLink(location.hash);
    if (!link) return;
    link.servers.forEach(addServer);
    write(link.settings);
    say('The servers of the link are listed. Type usernames and passwords where they are needed, then press Gather.');
  });
}
