const key = 'video-chat-room/recent';

/** The rooms that were used last in this browser, newest first. What is stored may be anything, or not be there at all. */
function read(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.filter((one): one is string => typeof one === 'string' && /^[a-z0-9-]{1,40}$/.test(one)).slice(0, 5);
  } catch {
    return []; // no JSON, or the browser keeps storage from this page
  }
}

function write(rooms: readonly string[]) {
  try {
    localStorage.setItem(key, JSON.stringify(rooms));
  } catch {
    // Full, or kept from this page: the list is a convenience, and the call goes on without it.
  }
}

/** Lists the recent rooms, each as a button that chooses it. Answers with a function that puts a room in front. */
export function openRecent(choose: (room: string) => void) {
  const list = document.querySelector<HTMLUListElement>('#recent')!;
  const clearButton = document.querySelector<HTMLButtonElement>('#clear')!;
  const show = (rooms: readonly string[]) => {
    const items = rooms.map((room) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: room });
      button.addEventListener('click', () => choose(room));
      const item = document.createElement('li');
      item.append(button);
      return item;
    });
    list.replaceChildren(...items);
    clearButton.disabled = rooms.length === 0;
  };
  clearButton.addEventListener('click', () => {
    write([]);
    show([]);
  });
  show(read());

  return (room: string) => {
    write([room, ...read().filter((other) => other !== room)].slice(0, 5));
    show(read());
  };
}
