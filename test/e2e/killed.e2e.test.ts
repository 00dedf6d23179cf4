/** kill -9 of each part under queries, on one stack as `npm start` runs it; the long form is `npm run chaos`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Clients, startClients } from '../../reliability/clients.ts';
import { Draw } from '../../reliability/draw.ts';
import { differences, type Evidence, evidenceOf } from '../../reliability/evidence.ts';
import { find, type Role } from '../../reliability/processes.ts';
import { questionsOf } from '../../reliability/questions.ts';
import { type Started, start } from '../../reliability/started.ts';
import { nothingLeft, type Watch, watchProcesses } from '../../reliability/watch.ts';
import { freePort } from '../../stack/ports.ts';
import { loadRecording } from '../../stack/recording.ts';
import { recordingFile } from '../support/recording.ts';

const BOUND_MS = 120_000;

// Looks processes up in /proc: elsewhere the same code runs, unwatched.
describe.runIf(process.platform === 'linux')('a stack under queries', () => {
  let started: Started;
  let watch: Watch;
  let before: Evidence;
  let clients: Clients;

  const evidence = async (): Promise<Evidence> => {
    const { header } = await loadRecording(recordingFile('quickstart'));
    return evidenceOf(started.origin, started.address('Index node') ?? '', questionsOf(header));
  };

  beforeAll(async () => {
    started = start(`test-${process.pid}`, recordingFile('quickstart'), await freePort());
    watch = watchProcesses(started.mark);
    await started.until(() => started.ended() ?? started.address('Index node'), BOUND_MS);
    before = await evidence();
    clients = startClients(`${started.origin}/graphql`, before.answers, new Draw('test'), 2);
  });
  afterAll(async () => {
    started?.kill('SIGKILL');
    await clients?.stop();
  });

  it.each<Role[][]>([[['gateway']], [['graph-node']], [['postgres', 'chain']]])(
    'recovers from the end of %s',
    async (roles) => {
      const victims = roles.map((role) => find(started.mark, role)?.pid ?? 0);
      expect(victims).not.toContain(0);
      const said = started.lines.length;
      for (const pid of victims) process.kill(pid, 'SIGKILL');
      const isBack = () =>
        started.ended() ?? started.lines.slice(said).some((line) => line.includes('all parts run again'));
      expect(await started.until(isBack, BOUND_MS)).toBe(true);
      expect(differences(before, await evidence())).toEqual([]);
    },
  );

  it('gave no wrong answer meanwhile, and said why it gave none', () => {
    const { right, wrong, samples, refused } = clients.tally;
    expect({ wrong, samples }).toEqual({ wrong: 0, samples: [] });
    expect(right).toBeGreaterThan(0);
    expect(refused.INDEX_REBUILDING).toBeGreaterThan(0);
  });

  it('leaves nothing behind when it is killed itself', async () => {
    process.kill(find(started.mark, 'supervisor')?.pid ?? 0, 'SIGKILL');
    await clients.stop();
    const faults: string[] = [];
    await nothingLeft(watch, faults);
    expect(faults).toEqual([]);
  });
});
