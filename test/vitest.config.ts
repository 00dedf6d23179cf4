import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Vite would load graphql's ES modules beside the CommonJS ones that Node gives everyone else: two of each class. */
const resolve = { mainFields: ['main'], alias: { graphql: fileURLToPath(import.meta.resolve('graphql')) } };

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: [
            'test/*.test.ts',
            'test/domain/**/*.test.ts',
            'test/api/**/*.test.ts',
            'test/audit/**/*.test.ts',
            'test/bench/**/*.test.ts',
            'test/lp-rewards/**/*.test.ts',
            'test/stack/**/*.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          // Each file starts a stack of its own; two at once would fight for two cores.
          fileParallelism: false,
        },
      },
    ],
  },
});
