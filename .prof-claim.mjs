import { Pool } from 'undici';
const url = process.argv[2]; const kind = process.argv[3]; const n = Number(process.argv[4] ?? 8000);
const pool = new Pool(url, { connections: 10, pipelining: 1 });
const h = { 'api-key': 'k', 'content-type': 'application/json' };
const ids = [];
for (let i = 0; i < 500; i++) { const r = await pool.request({ path: '/__control/gates', method: 'POST', headers: h, body: JSON.stringify({ block_type: 'extract', predicate: { kind: 'always' }, evidence: { output: { total: 505, vendor: 'Acme Corp', lines: [1,2,3,4,5].map(x=>({text:'a line of some length '+x, amount: x})) } } }) }); const b = await r.body.json(); ids.push(b); }
let i = 0;
async function worker() { while (i < n) { const k = i++; const b = ids[k % 500]; const rev = 1 + Math.floor(k / 500);
 const path = `/v1/workflows/reviews/${b.run_id}/${b.block_id}`;
 const r = kind === 'get' ? await pool.request({ path, method: 'GET', headers: h }) : kind === 'list' ? await pool.request({ path: '/v1/workflows/reviews?limit=50', method: 'GET', headers: h }) : await pool.request({ path: path + '/claim', method: 'POST', headers: h, body: JSON.stringify({ version_stamp: rev }) });
 if (r.statusCode !== 200) throw new Error(r.statusCode + await r.body.text()); await r.body.dump(); } }
const t = performance.now(); await Promise.all(Array.from({ length: 10 }, worker)); console.log(kind, Math.round(n / (performance.now() - t) * 1000), '/s'); await pool.close();
