import { describe, expect, it } from 'vitest';
import { emptied } from '../../bench/indexing/baseline.ts';
import { stakingChain } from '../../bench/indexing/chain.ts';
import { sectionsOf, triggersDone } from '../../bench/indexing/metrics.ts';
import { windowsOf } from '../../bench/indexing/windows.ts';
import { recordedDeployment } from '../../stack/recorded-deployment.ts';
import { inconsistency } from '../../stack/recording-format.ts';

describe('the made-up chain', () => {
  const chain = stakingChain(10_000);

  it('is one that can be replayed, as long as was asked for', () => {
    expect(chain.logCount).toBeGreaterThanOrEqual(10_000);
    expect(chain.blocks.flatMap(({ logs }) => logs)).toHaveLength(chain.logCount);
    let before: (typeof chain.blocks)[number] | undefined;
    for (const block of chain.blocks) {
      expect(inconsistency(block, before)).toBeNull();
      before = block;
    }
  });
});

describe('the empty subgraph', () => {
  it('has every data source and handler of ours, and nothing in them', () => {
    const deployment = recordedDeployment(stakingChain(100), false);
    const { manifest, files } = emptied(deployment);
    expect(manifest).toContain('handleStaked');
    expect([...files.keys()]).toEqual(['./mappings/main.ts']);
    for (const source of files.values()) {
      const handlers = [...source.matchAll(/export function (\w+)/g)].map(([, name]) => name);
      expect(new Set(handlers).size).toBe(handlers.length);
      expect(source.match(/\.save\(\)/g)).toHaveLength(handlers.length);
    }
  });
});

describe('figures of a run', () => {
  it('are read from what Graph Node says of itself', () => {
    const metrics = [
      '# TYPE deployment_sync_secs counter',
      'deployment_sync_secs{deployment="Qm",section="store_get",shard="primary",stage="process"} 1.5',
      'deployment_sync_secs{deployment="Qm",section="store_get",shard="primary",stage="writer"} 0.25',
      'deployment_trigger_processing_duration_count{deployment="Qm"} 42',
    ].join('\n');
    expect([...sectionsOf(metrics)]).toEqual([
      ['process: store get', 1.5],
      ['writer: store get', 0.25],
    ]);
    expect(triggersDone(metrics)).toBe(42);
  });

  it('are of windows of events, read off the course as on straight lines', () => {
    const course = [
      { seconds: 0, events: 0 },
      { seconds: 1, events: 1_000 },
      { seconds: 4, events: 2_500 },
    ];
    const run = { seconds: 4, events: 2_500, bytes: 0, sections: new Map(), course };
    expect(windowsOf(run, [500, 1_000, 2_000, 3_000])).toEqual([
      { from: 500, to: 1_000, cost: 1 },
      { from: 1_000, to: 2_000, cost: 2 },
    ]);
  });
});
