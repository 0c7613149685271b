// Solves linear programs with OR-Tools for TheoryCheck. Standard input: frames of a 32-bit little-endian length and an MPModelRequest.
// Standard output: one frame of JSON that says who answers, then one frame with an MPSolutionResponse for each request, in order.
// Ends when standard input ends, so it never outlives the process that started it.
import { readFileSync } from 'node:fs';

console.log = console.error; // standard output carries frames only
console.info = console.error;

const { MPSolver, initMPSolver } = await import('or-tools-wasm/mp-solver');
await initMPSolver();

function send(bytes) {
  const frame = Buffer.alloc(4 + bytes.length);
  frame.writeUInt32LE(bytes.length, 0);
  frame.set(bytes, 4);
  return new Promise((resolve, reject) => process.stdout.write(frame, error => (error ? reject(error) : resolve())));
}

const manifest = new URL('./node_modules/or-tools-wasm/package.json', import.meta.url);
await send(Buffer.from(JSON.stringify({
  protocol: 1,
  solver: MPSolver.CreateSolver('GLOP').SolverVersion(),
  package: JSON.parse(readFileSync(manifest, 'utf8')).version,
  node: process.version,
})));

let chunks = [];
let held = 0;

// The next complete frame, or null when more must be read first.
function frame() {
  if (held < 4) return null;
  if (chunks.length > 1 && chunks[0].length < 4) chunks = [Buffer.concat(chunks)];
  const length = chunks[0].readUInt32LE(0);
  if (held < 4 + length) return null;
  const all = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
  held -= 4 + length;
  chunks = held > 0 ? [all.subarray(4 + length)] : [];
  return all.subarray(4, 4 + length);
}

for await (const chunk of process.stdin) {
  chunks.push(chunk);
  held += chunk.length;
  for (let request = frame(); request !== null; request = frame()) {
    await send((await MPSolver.solveModelRequest(request)).bytes);
  }
}
