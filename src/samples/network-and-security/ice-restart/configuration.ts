const policy = document.querySelector<HTMLSelectElement>('#policy')!;
const server = document.querySelector<HTMLInputElement>('#server')!;
const username = document.querySelector<HTMLInputElement>('#username')!;
const credential = document.querySelector<HTMLInputElement>('#credential')!;

/** What stands in the fields. No address means no server: a server with an empty one would be refused. */
export function readConfiguration(): RTCConfiguration {
  const urls = server.value.trim();
  return {
    iceTransportPolicy: policy.value === 'relay' ? 'relay' : 'all',
    iceServers: urls === '' ? [] : [{ urls, username: username.value, credential: credential.value }],
  };
}
