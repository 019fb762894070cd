import type { Facts } from './facts.js';

/** Shows one side: what it knows, and its code. */
export interface Pane {
  showFacts(facts: Facts): void;
  showCode(code: readonly string[]): void;
  clear(): void;
}

/** Takes the section with this id. */
export function openPane(id: string): Pane {
  const section = document.querySelector<HTMLElement>(`#${id}`)!;
  const table = section.querySelector<HTMLTableSectionElement>('tbody')!;
  const list = section.querySelector<HTMLOListElement>('ol')!;
  const showFacts = (facts: Facts) => {
    const isSame = facts.announced === facts.arrived;
    table.replaceChildren();
    addRow(table, 'Own fingerprint', facts.own, 'fingerprint');
    addRow(table, 'Announced by the other’s description', facts.announced, 'fingerprint');
    addRow(table, 'Of the certificate that came', facts.arrived, 'fingerprint');
    if (facts.arrived) addRow(table, 'The last two are', isSame ? 'equal' : 'different', isSame ? 'good' : 'error');
    addRow(table, 'DTLS', facts.dtlsState);
    addRow(table, 'Version', facts.version);
    addRow(table, 'Role', facts.role);
    addRow(table, 'Cipher of DTLS', facts.dtlsCipher);
    addRow(table, 'Cipher of the media', facts.srtpCipher);
  };
  const showCode = (code: readonly string[]) =>
    list.replaceChildren(
      ...code.map((symbol) => {
        const [emoji = '', word = ''] = symbol.split(' ');
        const item = document.createElement('li');
        const picture = Object.assign(document.createElement('span'), { textContent: emoji, ariaHidden: 'true' });
        item.append(picture, ` ${word}`); // in words too: not every machine draws every emoji
        return item;
      }),
    );
  const clear = () => {
    table.replaceChildren();
    list.replaceChildren();
  };
  return { showFacts, showCode, clear };
}

function addRow(table: HTMLTableSectionElement, name: string, value: string | undefined, className = '') {
  const row = table.insertRow();
  row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: name }));
  Object.assign(row.insertCell(), { textContent: value ?? 'not told', className });
}
