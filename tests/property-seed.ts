import { configureGlobal } from 'fast-check';

/**
 * Properties are tried with the same inputs each time, so that a commit that passed passes again; `BILANCIA_TEST_SEED=N` tries
 * others, which is how what nobody thought of is looked for.
 */
configureGlobal({ seed: Number(process.env['BILANCIA_TEST_SEED'] ?? 1) });
