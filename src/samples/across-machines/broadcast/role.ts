const key = 'broadcast-of-this-tab';

/**
 * Whoever follows a link to a broadcast watches; whoever comes without one hosts. A reload of the host's page must not make it
 * a viewer, so this tab remembers the broadcast that it began itself. Called before the link is shown in the address.
 */
export function presetRole(role: HTMLSelectElement) {
  const room = new URLSearchParams(location.search).get('room');
  role.value = room === null || room === sessionStorage.getItem(key) ? 'host' : 'viewer';
}

export const rememberOwn = (name: string) => sessionStorage.setItem(key, name);
