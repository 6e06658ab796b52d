// nunjucks publishes no types for its inner modules; `nunjucks.ts` gives this one its shape.
declare module 'nunjucks/src/transformer.js';
