// The same pages as Inkstone makes, with the least of templates: posts, paginated home, categories, tags, RSS, sitemap.
import sitemap from '@astrojs/sitemap';
import { defineConfig, passthroughImageService } from 'astro/config';

export default defineConfig({
  site: 'https://bench.example',
  outDir: 'public',
  publicDir: 'static',
  cacheDir: '.cache',
  image: { service: passthroughImageService() },
  vite: { cacheDir: '.vite' },
  integrations: [sitemap()],
  markdown: { syntaxHighlight: process.env.BENCH_COLOURS === 'true' ? 'shiki' : false, smartypants: false },
});
