import { defineConfig } from 'vitest/config';

// The builder's own options come first; patience is added, because a busy machine draws Material forms slowly, and what jsdom has not.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, setupFiles: ['testing/browser-parts.ts'] } });
