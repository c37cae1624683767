import { defineConfig } from 'vitest/config';

// The builder's own options come first; only patience is added: a busy machine draws Material forms slowly.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
