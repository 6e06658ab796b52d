import { defineCollection, z } from 'astro:content';
import { glob } from 'astro/loaders';

const schema = z.object({ title: z.string(), date: z.date(), categories: z.array(z.string()), tags: z.array(z.string()) });

export const collections = { posts: defineCollection({ loader: glob({ base: 'posts', pattern: '*.md' }), schema }) };
