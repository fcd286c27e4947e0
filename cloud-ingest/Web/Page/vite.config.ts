import { brotliCompressSync, constants } from "node:zlib";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const out = "../../../artifacts/page";

/** Lays FILE.br beside each file that gets smaller; the service gives it to browsers that take it. */
function packed(): Plugin {
  return {
    name: "packed",
    apply: "build",
    closeBundle() {
      for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || entry.name.endsWith(".br")) continue;
        const file = join(entry.path, entry.name);
        const plain = readFileSync(file);
        const small = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
        if (small.length < plain.length) writeFileSync(file + ".br", small);
      }
    },
  };
}

export default defineConfig({
  plugins: [packed()],
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: "es2021",
    // Nothing inline: the service's Content-Security-Policy lets only files of its own run.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    // A running service: ./checkpoint demo prints its address.
    proxy: { "/api": { target: process.env["CHECKPOINT_URL"] ?? "http://127.0.0.1:8080" } },
  },
  test: { include: ["src/**/*.test.ts"] },
});
