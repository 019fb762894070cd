import { coturn, coturnInstalled, coturnMissing, type Coturn } from '../support/coturn.ts';
import { startOwnServer, type OwnServer } from '../support/own-server.ts';
import { expect, test } from '../support/test.ts';

let turn: Coturn;
let server: OwnServer;
test.describe('a TURN server that shares a secret with ours', () => {
  test.skip(!coturnInstalled, coturnMissing);
  test.beforeAll(async () => {
    turn = await coturn({ secret: 'north' });
  });
  test.afterAll(() => turn.close());
  test.afterEach(() => server.stop());

  const begin = async (secret: string) => {
    server = await startOwnServer({
      STUN_URLS: `stun:127.0.0.1:${turn.port}`,
      TURN_URLS: `turn:127.0.0.1:${turn.port}`,
      TURN_SECRET: secret,
    });
    return server.address;
  };

  test('a page calls through it with what /ice-servers.json names', async ({ page, complaints }) => {
    await page.goto(`${await begin('north')}404.html`);
    const kinds = await page.evaluate(async () => {
      const { iceServers } = (await (await fetch('/ice-servers.json')).json()) as RTCConfiguration;
      const ends = [1, 2].map(
        () => new RTCPeerConnection({ ...{ iceServers: iceServers! }, iceTransportPolicy: 'relay' }),
      );
      const [one, two] = ends as [RTCPeerConnection, RTCPeerConnection];
      one.onicecandidate = ({ candidate }) => void two.addIceCandidate(candidate);
      two.onicecandidate = ({ candidate }) => void one.addIceCandidate(candidate);
      const channel = one.createDataChannel('text');
      const opened = new Promise((resolve) => (channel.onopen = resolve));
      await one.setLocalDescription();
      await two.setRemoteDescription(one.localDescription!);
      await two.setLocalDescription();
      await one.setRemoteDescription(two.localDescription!);
      await opened;
      const pair = [...(await one.getStats()).values()].find(
        (report: RTCIceCandidatePairStats) => report.type === 'candidate-pair' && report.nominated,
      ) as RTCIceCandidatePairStats;
      const stats = await one.getStats();
      const kindOf = (id: string) => (stats.get(id) as { candidateType: string }).candidateType;
      for (const end of ends) end.close();
      return [kindOf(pair.localCandidateId), kindOf(pair.remoteCandidateId)];
    });
    expect(kinds).toEqual(['relay', 'relay']);
    complaints.length = 0; // the page of an unknown address is a console error
  });

  test('with another secret there is no relay', async ({ page, complaints }) => {
    await page.goto(`${await begin('south')}404.html`);
    const found = await page.evaluate(async () => {
      const { iceServers } = (await (await fetch('/ice-servers.json')).json()) as RTCConfiguration;
      const connection = new RTCPeerConnection({ iceServers: iceServers! });
      const kinds: (string | null)[] = [];
      const errors: number[] = [];
      connection.onicecandidateerror = ({ errorCode }) => errors.push(errorCode);
      const gathered = new Promise<void>((resolve) => {
        connection.onicecandidate = ({ candidate }) => (candidate ? kinds.push(candidate.type) : resolve());
      });
      connection.createDataChannel('text');
      await connection.setLocalDescription();
      await gathered;
      connection.close();
      return { errors, hasRelay: kinds.includes('relay') };
    });
    expect(found).toEqual({ errors: [401], hasRelay: false });
    complaints.length = 0;
  });
});
