import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A front end of somebody's own: it reads a review once, and decides with the rev it read. */
const PAGE = `<!doctype html>
<title>Own front end</title>
<p id="rev"></p>
<button>Approve</button>
<p id="reply"></p>
<script>
  const url = new URLSearchParams(location.search).get('overlay');
  const headers = { 'Api-Key': 'front-end', 'Content-Type': 'application/json' };
  let rev;
  fetch(url, { headers }).then((r) => r.json()).then((review) => {
    rev = review.rev;
    document.querySelector('#rev').textContent = 'rev ' + rev;
  });
  document.querySelector('button').onclick = async () => {
    const body = JSON.stringify({ verdict: 'approved', version_stamp: rev });
    const reply = await fetch(url + '/decision', { method: 'POST', headers, body });
    const { detail } = await reply.json();
    document.querySelector('#reply').textContent = reply.status + ' ' + (detail ?? 'done');
  };
</script>`;

/** Serves that front end from an origin of its own. */
export async function serveFrontEnd(): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
