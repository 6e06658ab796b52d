// Property tests draw the same cases in every run, so that a red build means a changed program and nothing else.
// To look for new counter-examples: FC_SEED=random npm test (or a number).
import { configureGlobal } from 'fast-check';

const asked = process.env['FC_SEED'] ?? '20261124';
if (asked !== 'random') configureGlobal({ seed: Number(asked) });
