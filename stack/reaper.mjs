// Outlives the stack by a moment: when the stack's process ends without cleaning up (kill -9, a crash), the pipe to it
// closes, and what it had registered is ended and removed here. Lines: "mark NAME=VALUE", "pid N SIGNAL", "dir PATH",
// "forget N|PATH".
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const pids = new Map();
const dirs = new Set();
let mark = '';

function signal(pid, name) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name);
    return true;
  } catch {
    return false; // Ended already: what was wanted.
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function end(pid, name) {
  for (let waited = 0; signal(pid, waited < 3000 ? name : 'SIGKILL') && waited < 6000; waited += 50) {
    await pause(50);
    if (!signal(pid, 0)) return;
  }
}

function isMarked(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
  } catch {
    return false; // Ended meanwhile, or another user's.
  }
}

/** Started, but the stack was killed before it could say so. Only where the system has /proc. */
function unregistered() {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isMarked(name));
  } catch {
    return [];
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const [kind, what, name] = line.split('\t');
  if (kind === 'pid') pids.set(what, name);
  else if (kind === 'dir') dirs.add(what);
  else if (kind === 'mark') mark = what;
  else if (kind === 'forget') {
    pids.delete(what);
    dirs.delete(what);
  }
}
await Promise.all([...pids].map(([pid, name]) => end(Number(pid), name)));
for (const pid of mark ? unregistered() : []) {
  try {
    process.kill(Number(pid), 'SIGKILL');
  } catch {
    // Ended meanwhile.
  }
}
for (const dir of dirs) rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
